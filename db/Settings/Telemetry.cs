using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Survey.Db.Settings;

public static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Metrics of the meter with the program's name, for Prometheus and, where the setting says so, for a collector.</summary>
    /// <exception cref="SettingException">The collector's address is malformed.</exception>
    public static OpenTelemetryBuilder AddTelemetry(this IServiceCollection services, IConfiguration configuration, string program)
    {
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(program))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(program)
                    .AddPrometheusExporter(prometheus =>
                    {
                        prometheus.ScopeInfoEnabled = false;
                        prometheus.TargetInfoEnabled = false;
                    })
            );
        return HasCollector(configuration) ? telemetry.WithCollector() : telemetry;
    }

    public static bool HasCollector(IConfiguration configuration) =>
        configuration[Endpoint] is { Length: > 0 } text
        && (
            Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? true
                : throw new SettingException($"{Endpoint} '{text}' is not an address like http://127.0.0.1:4317.")
        );

    // The requests' own activities are not recorded, since addresses contain tokens. By default statements below them would not be either.
    private static OpenTelemetryBuilder WithCollector(this OpenTelemetryBuilder telemetry) =>
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter())
            .WithTracing(traces =>
                traces.SetSampler(new AlwaysOnSampler()).AddNpgsql().AddProcessor(new SlowStatements()).AddOtlpExporter()
            );
}

/// <summary>Keeps fast statements out of traces: their number would tell how many people answered or were reminded (rule A3).</summary>
internal sealed class SlowStatements : BaseProcessor<Activity>
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    public override void OnEnd(Activity data)
    {
        if (data.Duration < Slow)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
