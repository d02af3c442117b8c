using System.Text;
using Survey.Reports.Look;

namespace Survey.Api.Shared;

/// <summary>Files whose address changes with their content, so that browsers keep them for ever.</summary>
internal static class SiteFiles
{
    public static string StylesheetAddress { get; } = $"/survey.{Stylesheet.Version}.css";

    public static void MapSiteFiles(this IEndpointRouteBuilder routes) =>
        routes.MapSiteFile(StylesheetAddress, "text/css; charset=utf-8", Encoding.UTF8.GetBytes(Stylesheet.Text));

    public static void MapSiteFile(this IEndpointRouteBuilder routes, string address, string type, byte[] content) =>
        routes.MapGet(address, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(content, type);
        }).ExcludeFromDescription();
}
