using System.Text;
using Survey.Reports.Look;

namespace Survey.Api.Shared;

/// <summary>Addresses change with the content, so browsers keep the files for ever.</summary>
internal static class SiteFiles
{
    public static string StylesheetAddress { get; } = $"/survey.{Stylesheet.Version}.css";

    /// <summary>The part that the answer pages use.</summary>
    public static string RespondStylesheetAddress { get; } = $"/respond.{Stylesheet.RespondVersion}.css";

    /// <summary>Loads a page again that waits for something.</summary>
    public static SiteScript AgainScript { get; } = SiteScript.Embedded("again");

    public static void MapSiteFiles(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").Public();
        open.MapSiteFile(StylesheetAddress, "text/css; charset=utf-8", Encoding.UTF8.GetBytes(Stylesheet.Text));
        open.MapSiteFile(AgainScript.Address, "text/javascript; charset=utf-8", AgainScript.Content);
        open.MapSiteFile(RespondStylesheetAddress, "text/css; charset=utf-8", Encoding.UTF8.GetBytes(Stylesheet.RespondText));
    }

    public static void MapSiteFile(this IEndpointRouteBuilder routes, string address, string type, byte[] content)
    {
        var compressed = Compressed.Of(content);
        routes
            .MapGet(address, (HttpContext context) =>
            {
                var headers = context.Response.Headers;
                headers.CacheControl = "public, max-age=31536000, immutable";
                headers.Vary = "Accept-Encoding";
                if (!Compressed.IsTakenBy(context.Request))
                {
                    return Results.Bytes(content, type);
                }
                headers.ContentEncoding = Compressed.Encoding;
                return Results.Bytes(compressed, type);
            })
            .ExcludeFromDescription();
    }
}
