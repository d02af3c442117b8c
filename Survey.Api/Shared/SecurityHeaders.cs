using Microsoft.Extensions.Options;
using Survey.Db.Settings;

namespace Survey.Api.Shared;

internal static class SecurityHeaders
{
    /// <summary>On every response, errors too. Pages have no inline script or style; other responses set their own policy.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var isHttps = app.ApplicationServices.GetRequiredService<IOptions<SiteOptions>>().Value.IsHttps;
        return app.Use(
            (context, next) =>
            {
                // TLS ends at a proxy: cookies and links follow the address that people use.
                if (isHttps)
                {
                    context.Request.Scheme = "https";
                }
                context.Response.OnStarting(() => Add(context.Response.Headers, isHttps));
                return next(context);
            }
        );
    }

    private static Task Add(IHeaderDictionary headers, bool isHttps)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy =
                "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'";
        }
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (isHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
        return Task.CompletedTask;
    }
}
