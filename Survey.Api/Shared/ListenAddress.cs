using Survey.Db.Settings;

namespace Survey.Api.Shared;

/// <summary>Listens as configured (ASPNETCORE_URLS, --urls ...), else at Site:BaseUrl if that is on this machine.</summary>
internal static partial class ListenAddress
{
    private static readonly string[] Told = ["urls", "http_ports", "https_ports"];

    public static void Choose(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var isTold = Told.Any(key => !string.IsNullOrEmpty(settings[key])) || settings.GetSection("Kestrel:Endpoints").Exists();
        if (!isTold && BaseUrl(settings) is { IsLoopback: true } address)
        {
            builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        }
    }

    /// <summary>Behind a proxy the addresses differ; on one machine a difference is a mistake.</summary>
    public static void WarnWhereLinksLeadElsewhere(WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (
                BaseUrl(app.Configuration) is { IsLoopback: true } address
                && app.Urls.Count > 0
                && app.Urls.All(url => BindingAddress.Parse(url).Port != address.Port)
            )
            {
                LogElsewhere(app.Logger, address.ToString(), string.Join(", ", app.Urls));
            }
        });

    private static Uri? BaseUrl(IConfiguration settings) =>
        Uri.TryCreate(settings["Site:BaseUrl"] ?? new SiteOptions().BaseUrl, UriKind.Absolute, out var address) ? address : null;

    [LoggerMessage(
        LogLevel.Warning,
        "Links in e-mails lead to {BaseUrl}, but this program listens on {Urls}: set Site:BaseUrl, or the addresses by --urls"
    )]
    private static partial void LogElsewhere(ILogger log, string baseUrl, string urls);
}
