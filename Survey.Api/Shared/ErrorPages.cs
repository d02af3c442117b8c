using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Survey.Api.Shared;

/// <summary>An answer without a body gets one here: a page for people, ProblemDetails for programs.</summary>
internal static class ErrorPages
{
    private static readonly int[] Explained = [400, 403, 404, 429];

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(failed => failed.Run(WriteAsync));
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
    }

    /// <summary>Refuses a form without its token; the framework's middleware alone only takes note of it.</summary>
    public static void UseFormTokens(this IApplicationBuilder app)
    {
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
            {
                return next(context);
            }
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    private static Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return context.IsApi()
            ? TypedResults.Problem(statusCode: status).ExecuteAsync(context)
            : PageAsync(context, status);
    }

    private static Task PageAsync(HttpContext context, int status)
    {
        var visitor = context.Features.Get<Visitor>() ?? Visitor.Anonymous(context);
        var page = new RazorComponentResult<ErrorPage>(new
        {
            Visitor = visitor,
            Explanation = Explained.Contains(status) ? status : status < 500 ? 404 : 500,
            Reference = status >= 500 ? context.TraceIdentifier : null,
        })
        { StatusCode = status };
        return page.ExecuteAsync(context);
    }
}
