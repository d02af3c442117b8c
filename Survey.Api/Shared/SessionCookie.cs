using Microsoft.Extensions.Options;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Tokens;

namespace Survey.Api.Shared;

/// <summary>Holds a token derived from the session's id, so that a stolen database signs nobody in.</summary>
internal static class SessionCookie
{
    public static void Set(HttpContext context, Guid sessionId) =>
        context.Response.Cookies.Append(
            Name(context),
            Key(context).Make(TokenPurpose.Session, sessionId),
            Options(context, BrowserSessions.Length)
        );

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name(context), Options(context, null));

    public static Guid? SessionId(HttpContext context) =>
        context.Request.Cookies[Name(context)] is { } token ? Key(context).Read(TokenPurpose.Session, token) : null;

    public static async Task<BrowserSession?> ReadAsync(HttpContext context)
    {
        if (SessionId(context) is not { } id)
        {
            return null;
        }
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var connection = await services.GetRequiredService<Database>().OpenAsync(context.RequestAborted);
        return await BrowserSessions.FindAsync(connection, id, now, context.RequestAborted);
    }

    private static string Name(HttpContext context) => IsHttps(context) ? "__Host-survey-session" : "survey-session";

    private static CookieOptions Options(HttpContext context, TimeSpan? length) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = IsHttps(context),
            Path = "/",
            MaxAge = length,
        };

    private static bool IsHttps(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.IsHttps;

    private static TokenKey Key(HttpContext context) => context.RequestServices.GetRequiredService<TokenKey>();
}
