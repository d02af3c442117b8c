using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Survey.Db.Settings;

namespace Survey.Reports.Pdf;

public static class PdfRegistration
{
    /// <summary>The browser starts with the first PDF.</summary>
    public static IServiceCollection AddReportPrinting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PdfOptions>().Bind(configuration.GetSection("Pdf"));
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection("Site"));
        services.AddSingleton<IPdfPrinter, ChromiumPrinter>();
        services.AddSingleton<ReportPrinter>();
        return services;
    }
}
