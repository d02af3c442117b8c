using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Survey.Tests.Support;

/// <summary>One page of the site, as somebody came to it.</summary>
/// <param name="WaysOn">How many other addresses it leads to; 1 for a file.</param>
public sealed record WalkedPage(string From, string Address, HttpStatusCode Status, string Content, int WaysOn);

/// <summary>Follows every link and every wave that can be chosen.</summary>
public static class SiteWalk
{
    /// <summary>From the first page on, each address once.</summary>
    public static async Task<IReadOnlyList<WalkedPage>> WalkAsync(this HttpClient client)
    {
        const string Start = "/";
        var pages = new List<WalkedPage>();
        var seen = new HashSet<string> { Start };
        var open = new Queue<(string From, string Address)>([("", Start)]);
        while (open.TryDequeue(out var next))
        {
            using var answer = await client.GetAsync(next.Address);
            var content = await answer.Content.ReadAsStringAsync();
            var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
            var ways = isPage ? await WaysAsync(next.Address, content) : [];
            pages.Add(new(next.From, next.Address, answer.StatusCode, content, isPage ? ways.Count(way => way != next.Address) : 1));
            foreach (var way in ways.Where(seen.Add))
            {
                open.Enqueue((next.Address, way));
            }
        }
        return pages;
    }

    /// <summary>
    /// Addresses of this site in links and in forms that choose a wave. PDFs are skipped, because the same query makes their CSV; so
    /// are other languages, because they are the same pages.
    /// </summary>
    private static async Task<IReadOnlyList<string>> WaysAsync(string address, string html)
    {
        var page = await BrowsingContext
            .New()
            .OpenAsync(request => request.Content(html).Address(new Uri(new Uri("http://site"), address).ToString()));
        var links = page.QuerySelectorAll<IHtmlAnchorElement>("a[href]").Select(link => link.Href);
        var choices = page.QuerySelectorAll<IHtmlOptionElement>("form[method=get] select[name=wave] option")
            .Select(option => $"{option.Closest("form")!.GetAttribute("action") ?? address.Split('?')[0]}?wave={option.Value}");
        return
        [
            .. links
                .Concat(choices)
                .Select(way => new Uri(new Uri("http://site"), way))
                .Where(way =>
                    way.Host == "site"
                    && way.AbsolutePath != "/privacy"
                    && !way.Query.Contains("language=")
                    && !way.AbsolutePath.EndsWith(".pdf", StringComparison.Ordinal)
                    && !way.AbsolutePath.EndsWith(".zip", StringComparison.Ordinal)
                )
                .Select(way => way.PathAndQuery)
                .Distinct(),
        ];
    }
}
