using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Survey.Db;
using Survey.Db.Programme;
using Survey.Db.Settings;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler.Operations;

internal static class Server
{
    public static async Task<int> RunAsync(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddOptions<SchedulerOptions>().BindConfiguration("Scheduler").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddParts(builder.Configuration);
        builder.Services.AddSchedule(SettingsRegistration.ConnectionString(builder.Configuration));
        AddOperations(builder.Services, builder.Configuration);
        builder.Services.AddHostedService<SignInMails>();
        builder.Services.AddHostedService<BounceImapWatch>();
        builder.Services.AddHostedService<StopWithoutDatabase>();
        // Longer than the longest step of an SMTP conversation, so that the mail under way is finished.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(90));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration.GetValue("Scheduler:Port", 5081)}");

        await using var app = builder.Build();
        await StartChecks.RunAsync(app.Services);
        app.Services.GetRequiredService<Gauges>();
        app.MapOperations();
        await app.RunAsync();
        return 0;
    }

    private static void AddOperations(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHealthChecks().AddCheck<SchemaCheck>("schema").AddCheck<SchedulerCheck>("scheduler");
        services.AddTelemetry(configuration, SchedulerCommandLine.ProgramName);
        services.AddRecentFigures(OperationFigures.ReadAsync).AddSingleton<Gauges>();
    }
}
