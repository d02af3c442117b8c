using System.Text.RegularExpressions;

namespace Survey.Api.Shared;

/// <summary>
/// Repairs links that were copied with an extra character: "&gt;", ".", ")", a blank, "=" or a second slash. Tokens have 43 letters, so
/// anything after them is not ours.
/// </summary>
internal static partial class LinkRepair
{
    public static IApplicationBuilder UseLinkRepair(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (Repair(request.Path.Value ?? "") is not { } path)
                {
                    return next(context);
                }
                if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                {
                    // The browser keeps what is behind the #.
                    context.Response.Redirect(request.PathBase + new PathString(path) + request.QueryString);
                    return Task.CompletedTask;
                }
                request.Path = path;
                return next(context);
            }
        );

    /// <returns>Null: not the path of a mailed link, or not damaged.</returns>
    internal static string? Repair(string path)
    {
        var link = Link().Match(path);
        var repaired = link.Success ? $"/{link.Groups["page"].Value}/{link.Groups["token"].Value}{link.Groups["oneClick"].Value}" : path;
        return repaired == path ? null : repaired;
    }

    [GeneratedRegex(
        "^/+(?<page>r|u|sign-in)/+(?<token>[A-Za-z0-9_-]{43})(?<oneClick>/one-click)?(?:[^A-Za-z0-9_/-].*)?/?$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Link();
}
