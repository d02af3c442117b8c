namespace Survey.Api.Shared;

/// <summary>The page somebody wanted before they had to sign in, kept in their browser for as long as the link is valid.</summary>
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

    /// <returns>An address of this site: the page that was wanted, else the first page.</returns>
    public static string Take(HttpContext context)
    {
        var address = context.Request.Cookies[Name];
        context.Response.Cookies.Delete(Name);
        // "//host" and "/\host" would leave the site.
        return address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";
    }
}
