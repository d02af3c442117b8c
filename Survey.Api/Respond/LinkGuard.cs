using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Survey.Api.Shared;
using Survey.Db;

namespace Survey.Api.Respond;

/// <summary>
/// Filter of every address with a token in its path: applies limits, and shows a page of its own if the request cannot be handled now. That
/// page keeps the sent form, so nothing is lost, even without JavaScript.
/// </summary>
internal static partial class LinkGuard
{
    public static async ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.Request.RouteValues["token"] is not string token)
        {
            return await next(invocation);
        }
        if (!context.RequestServices.GetRequiredService<LinkLimits>().Allows(context, token))
        {
            return await LaterAsync(context, token, "tooMany", StatusCodes.Status429TooManyRequests);
        }
        try
        {
            return await next(invocation);
        }
        catch (NpgsqlException problem) when (Database.IsPassing(problem))
        {
            LogAway(context.RequestServices.GetRequiredService<ILogger<Marker>>(), problem.GetType().Name);
            RetryAfter.Set(context.Response, SubmissionQueue.RetryAfter);
            return await LaterAsync(context, token, "away", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<RazorComponentResult<LaterPage>> LaterAsync(HttpContext context, string token, string reason, int status)
    {
        var links = context.RequestServices.GetRequiredService<InvitationLinks>();
        var limits = links.IsMadeHere(token) ? FormLimits.Unknown : FormLimits.Least;
        var sent = HttpMethods.IsPost(context.Request.Method)
            ? (await FormReading.ReadAsync(context.Request, limits, context.RequestAborted)).Form
            : null;
        var address = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var language = Visitor.Anonymous(context, links.LanguageOf(token)).Language;
        return LaterPage.Of(language, new LaterView(reason, address, sent), status);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A link could not be followed because the database was away ({Problem}).")]
    private static partial void LogAway(ILogger log, string problem);
}
