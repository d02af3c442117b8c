using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Survey.Db.Commands;
using Survey.Db.Settings;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler;

internal static class Parts
{
    public static IServiceCollection AddParts(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSurveyDb(configuration)
            .AddMetrics()
            .AddMail(configuration)
            .AddBounces(configuration)
            .AddSingleton<ClockCheck>()
            .AddSingleton<DueWork>();

    /// <summary>Without a server; checks the settings. Logs to standard error, so that standard output has only the result.</summary>
    public static ServiceProvider Build(string[] settings)
    {
        var configuration = CommandSettings.Load(settings);
        var provider = new ServiceCollection()
            .AddLogging(logging =>
                logging
                    .AddConfiguration(configuration.GetSection("Logging"))
                    .AddSimpleConsole(console => console.SingleLine = true)
                    .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
                        console.LogToStandardErrorThreshold = LogLevel.Trace
                    )
            )
            .AddParts(configuration)
            .BuildServiceProvider();
        provider.GetService<IStartupValidator>()?.Validate();
        return provider;
    }
}
