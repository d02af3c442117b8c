using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry.Metrics;
using Survey.Db.Programme;
using Survey.Db.Settings;

namespace Survey.Api.Health;

/// <summary>For operators. Nothing here tells how many people answered (rule A3).</summary>
internal static class WebMetrics
{
    private const string Name = "Survey.Api";

    private const string StatusLabel = "status";

    private static readonly ExplicitBucketHistogramConfiguration Requests = new()
    {
        Name = "survey_http_request",
        Description = "Duration of requests by class of status.",
        TagKeys = [StatusLabel],
        Boundaries = [0.01, 0.05, 0.1, 0.5, 1, 5],
    };

    public static bool ArePublic(IConfiguration configuration) => configuration.GetValue<bool>("Site:PublicMetrics");

    /// <summary>Nothing if nobody can read the metrics.</summary>
    public static void AddWebMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        if (!ArePublic(configuration) && !Telemetry.HasCollector(configuration))
        {
            return;
        }
        services
            .AddTelemetry(configuration, Name)
            .WithMetrics(metrics =>
                metrics
                    .AddMeter("Microsoft.AspNetCore.Hosting")
                    .AddView("http.server.request.duration", Requests)
                    .AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
            );
        services.AddRecentFigures(WebFigures.ReadAsync);
    }

    public static void UseWebMetrics(this WebApplication app)
    {
        if (app.Services.GetService<RecentFigures<WebFigures>>() is not { } recent)
        {
            return;
        }
        AddGauges(app.Services.GetRequiredService<IMeterFactory>().Create(Name), recent);
        // Routes and exact codes would count the answers.
        app.Use(
            async (context, next) =>
            {
                await next(context);
                context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(StatusLabel, $"{context.Response.StatusCode / 100}xx"));
            }
        );
    }

    private static void AddGauges(Meter meter, RecentFigures<WebFigures> recent)
    {
        meter.CreateObservableGauge(
            "survey_mails_waiting",
            () => Measure(figures => figures.Waiting.Count),
            description: "Invitations and sign-in links that are queued, deferred or being sent."
        );
        meter.CreateObservableGauge(
            "survey_mails_oldest_due_seconds",
            () => Measure(figures => figures.Waiting.OldestDueSeconds),
            description: "How long the oldest e-mail that is due has been waiting."
        );
        meter.CreateObservableGauge(
            "survey_waves",
            () =>
                recent.Latest?.Waves.Select(wave => new Measurement<int>(
                    wave.Count,
                    new KeyValuePair<string, object?>("state", wave.State)
                )) ?? [],
            description: "Waves by state."
        );
        meter.CreateObservableGauge("process_working_set_bytes", () => Environment.WorkingSet, description: "Memory of the process.");

        IEnumerable<Measurement<double>> Measure(Func<WebFigures, double> value) =>
            recent.Latest is { } figures ? [new(value(figures))] : [];
    }
}
