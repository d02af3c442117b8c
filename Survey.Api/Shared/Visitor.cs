using Microsoft.Extensions.Primitives;
using Survey.Db.Languages;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Shared;

/// <summary>
/// The reader of a page and the language: the one chosen with <c>?language=</c> (kept in a cookie), else the signed-in person's, else the
/// browser's, else the organisation's. Endpoints take it as a parameter.
/// </summary>
/// <param name="Viewer">Null: not signed in.</param>
/// <param name="Address">Path and query of this page, without the language.</param>
public sealed record Visitor(Viewer? Viewer, Language Language, string Address)
{
    /// <summary>Null: not signed in.</summary>
    public SignedInAs? As { get; private init; }

    /// <summary>Version of the shown results, read before anything else of the request.</summary>
    public long ResultVersion { get; private init; }

    private const string LanguageCookie = "survey-language";

    /// <summary>The viewer of a page for signed-in people only; see <see cref="Access"/>.</summary>
    public Viewer SignedIn => Viewer ?? throw new InvalidOperationException("This page must not be open to all.");

    public string AddressIn(string language) => $"{Address}{(Address.Contains('?') ? '&' : '?')}language={language}";

    /// <summary>Keeps the language of this page instead of the person's own.</summary>
    public void KeepLanguage(HttpContext context) => Keep(context, Language.Code);

    public static async ValueTask<Visitor> BindAsync(HttpContext context)
    {
        if (context.Features.Get<Visitor>() is { } known)
        {
            return known;
        }
        var session = await SessionCookie.ReadAsync(context);
        var visitor = new Visitor(session?.Viewer, Choose(context, session?.Language), AddressOf(context.Request))
        {
            As = session?.As,
            ResultVersion = session?.ResultVersion ?? 0,
        };
        context.Features.Set(visitor);
        return visitor;
    }

    /// <summary>A visitor without a session look-up: no query is made and no cookie is set.</summary>
    /// <param name="language">Such as the invitation's; null: that of the address or the browser.</param>
    public static Visitor Anonymous(HttpContext context, string? language = null) =>
        new(null, Language.Of(Asked(context.Request) ?? language ?? Preferred(context)), AddressOf(context.Request));

    private static Language Choose(HttpContext context, string? own)
    {
        if (Asked(context.Request) is { } asked)
        {
            Keep(context, asked);
            return Language.Of(asked);
        }
        return Language.Of(Known(context.Request.Cookies[LanguageCookie]) ?? own ?? Preferred(context));
    }

    private static void Keep(HttpContext context, string language) =>
        context.Response.Cookies.Append(
            LanguageCookie,
            language,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            }
        );

    private static string? Asked(HttpRequest request) => Known(request.Query["language"]);

    private static string? Known(string? code) => code is not null && Language.Codes.Contains(code) ? code : null;

    private static string Preferred(HttpContext context)
    {
        var organisation = context.RequestServices.GetRequiredService<OrganisationReader>().Current;
        return context
            .Request.GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(range => range.Quality ?? 1)
            .Select(range => range.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(organisation.Languages.Contains)
            ?? organisation.DefaultLanguage;
    }

    private static string AddressOf(HttpRequest request) =>
        request.Path
        + QueryString.Create(
            request
                .Query.Where(pair => pair.Key != "language")
                .SelectMany(pair => pair.Value, (pair, value) => new KeyValuePair<string, StringValues>(pair.Key, value))
        );
}
