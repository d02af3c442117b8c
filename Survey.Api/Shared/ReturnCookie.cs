namespace Survey.Api.Shared;

/// <summary>Remembers the page that a visitor wanted before signing in, for as long as the sign-in link is valid.</summary>
internal static class ReturnCookie
{
    private const string Name = "survey-return";

    public static void Set(HttpContext context, string address) =>
        context.Response.Cookies.Append(
            Name,
            address,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromMinutes(15),
            }
        );

    /// <returns>An address of this site: the wanted page, else the first page.</returns>
    public static string Take(HttpContext context)
    {
        var address = context.Request.Cookies[Name];
        context.Response.Cookies.Delete(Name);
        // "//host" and "/\host" would leave the site.
        return address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";
    }
}
