using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Survey.Db.Sessions;
using Survey.Db.Settings;

namespace Survey.Api.SignIn;

/// <summary>
/// Distinguishes the browser that asked for a link from others, such as a link scanner's: a random secret in a cookie, with its hash in the
/// database. Every browser that asks gets one, whether the address has a role or not.
/// </summary>
internal static class SignInBrowser
{
    private const int SecretBytes = 32;

    /// <returns>Hash of this browser's secret; the same for all links asked for while it is valid.</returns>
    public static byte[] Remember(HttpContext context)
    {
        var secret = Read(context) ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        context.Response.Cookies.Append(Name(context), secret, Options(context));
        return Hash(secret);
    }

    public static byte[]? Find(HttpContext context) => Read(context) is { } secret ? Hash(secret) : null;

    private static string? Read(HttpContext context) =>
        context.Request.Cookies[Name(context)] is { } secret && Base64Url.IsValid(secret, out var bytes) && bytes == SecretBytes
            ? secret
            : null;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static string Name(HttpContext context) => IsHttps(context) ? "__Host-survey-browser" : "survey-browser";

    // Lax: the browser sends the cookie when a mail program opens the link.
    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = IsHttps(context),
            Path = "/",
            MaxAge = SignIns.Validity,
        };

    private static bool IsHttps(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.IsHttps;
}
