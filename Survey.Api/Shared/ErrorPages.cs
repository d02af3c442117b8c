using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Survey.Db;

namespace Survey.Api.Shared;

/// <summary>Gives a body to a response without one: a page for people, ProblemDetails for programs.</summary>
internal static partial class ErrorPages
{
    private static readonly int[] Explained = [400, 403, 404, 409, 429, 503];

    /// <summary>Retry-After while the database is away.</summary>
    private static readonly TimeSpan DatabaseAway = TimeSpan.FromSeconds(5);

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = problem =>
                    Database.IsPassing(problem) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = fault => Database.IsPassing(fault.Exception),
                ExceptionHandler = ExplainAsync,
            }
        );
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
    }

    /// <summary>Refuses a form without its antiforgery token; the framework's middleware only records the failure.</summary>
    public static void UseFormTokens(this IApplicationBuilder app)
    {
        app.UseAntiforgery();
        app.Use(
            (context, next) =>
            {
                if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
                {
                    return next(context);
                }
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );
    }

    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    private static Task ExplainAsync(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is { } problem && Database.IsPassing(problem))
        {
            LogAway(context.RequestServices.GetRequiredService<ILogger<Marker>>(), problem.GetType().Name);
            RetryAfter.Set(context.Response, DatabaseAway);
        }
        return WriteAsync(context);
    }

    private static Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return context.IsApi() ? TypedResults.Problem(statusCode: status).ExecuteAsync(context) : PageAsync(context, status);
    }

    private static Task PageAsync(HttpContext context, int status)
    {
        var visitor = context.Features.Get<Visitor>() ?? Visitor.Anonymous(context);
        var view = new ErrorView
        {
            Explanation =
                Explained.Contains(status) ? status
                : status < 500 ? 404
                : 500,
            Reference = status >= 500 && !Explained.Contains(status) ? context.TraceIdentifier : null,
        };
        return ErrorPage.Of(visitor, view, status).ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not be answered because the database was away ({Problem}).")]
    private static partial void LogAway(ILogger log, string problem);
}
