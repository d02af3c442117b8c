using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Survey.Scheduler.Operations;

internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = (http, _) => WriteAsync(http, "live\n") });
        routes.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteReadyAsync });
        routes.MapPrometheusScrapingEndpoint();
    }

    private static Task WriteReadyAsync(HttpContext http, HealthReport report) =>
        WriteAsync(
            http,
            report.Status == HealthStatus.Healthy
                ? "ready\n"
                : $"not ready: {report.Entries.Values.First(check => check.Status != HealthStatus.Healthy).Description}\n"
        );

    private static Task WriteAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text);
    }
}
