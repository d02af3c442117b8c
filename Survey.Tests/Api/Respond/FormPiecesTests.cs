using AngleSharp.Html.Parser;
using FsCheck.Fluent;
using Survey.Api.Respond;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class FormPiecesTests
{
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public FsCheck.Property A_compacted_page_says_the_same_whatever_stands_in_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<FsCheck.NonNull<string>>(), text =>
        {
            var clean = text.Get.Replace("\0", "").Replace('\r', ' ').Replace('\n', ' ');
            var html =
                $"<p title=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(clean)}\">\n   "
                + $"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(clean)}\n </p>";
            var parser = new HtmlParser();

            var (before, after) = (parser.ParseDocument(html), parser.ParseDocument(CompactHtml.Of(html)));

            return after.QuerySelectorAll("*").Length == before.QuerySelectorAll("*").Length
                && after.QuerySelector("p")!.GetAttribute("title") == before.QuerySelector("p")!.GetAttribute("title")
                && after.QuerySelector("p")!.TextContent.Trim() == before.QuerySelector("p")!.TextContent.Trim();
        });

    [Test]
    public async Task Names_with_markup_stay_names_in_every_language_and_nobody_gets_what_is_anothers()
    {
        await using var site = await RespondSite.StartAsync();
        const string Hostile = "<script>alert(1)</script>\"'><b>&amp; Łódź – Ää";
        await site.Organisation.RunAsync("update wave_unit set names = jsonb_build_object('en', @Hostile::text)", new { Hostile });
        var parser = new HtmlParser();

        foreach (var language in new[] { "en", "fi", "et", "pl", "fr" })
        {
            var tokens = Enumerable.Range(0, 3).Select(_ => RespondSite.Token(site.Next())).ToArray();
            foreach (var token in tokens)
            {
                var html = await site.Client.GetStringAsync($"/r/{token}?language={language}");
                var page = parser.ParseDocument(html);
                Assert.Multiple(() =>
                {
                    Assert.That(page.QuerySelectorAll("h2").Select(title => title.TextContent.Trim()), Is.All.Contain(Hostile));
                    Assert.That(page.QuerySelectorAll("script"), Has.Length.EqualTo(1));
                    Assert.That(page.QuerySelector("form")!.GetAttribute("action"), Is.EqualTo($"/r/{token}?language={language}"));
                    Assert.That(tokens.Where(other => other != token).Any(html.Contains), Is.False);
                    Assert.That(page.QuerySelectorAll("[id]").GroupBy(one => one.Id).Where(same => same.Count() > 1), Is.Empty);
                });
            }
        }
    }

    [Test]
    public async Task An_empty_form_from_pieces_is_the_one_that_is_rendered_whole()
    {
        await using var site = await RespondSite.StartAsync();
        var token = RespondSite.Token(site.Next());
        var parser = new HtmlParser();

        var pieces = parser.ParseDocument(await site.Client.GetStringAsync($"/r/{token}"));
        using var refused = await site.PostAsync(token);
        var whole = parser.ParseDocument(await refused.Content.ReadAsStringAsync());

        Assert.That(Fields(pieces), Is.EqualTo(Fields(whole)));
        Assert.That(Texts(pieces), Is.EqualTo(Texts(whole)));

        static string[] Fields(AngleSharp.Dom.IDocument page) =>
            [
                .. page.QuerySelectorAll("input:not([type=hidden]), textarea, button")
                    .Select(field => $"{field.TagName} {field.Id} {field.GetAttribute("name")} {field.GetAttribute("value")}"),
            ];

        static string[] Texts(AngleSharp.Dom.IDocument page) =>
            [
                .. page.QuerySelectorAll("form.respond-form :is(h2, legend, label, dd, p)")
                    .Select(text => string.Join(' ', text.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
            ];
    }

    [Test]
    public async Task What_may_change_is_read_each_time()
    {
        await using var site = await RespondSite.StartAsync();
        var token = RespondSite.Token(site.Next());
        var first = await site.Client.GetStringAsync($"/r/{token}");

        await site.Organisation.RunAsync("update wave set closes_at = closes_at + interval '1 day'");
        var later = await site.Client.GetStringAsync($"/r/{token}");
        await site.Organisation.RunAsync("update wave set state = 'closed'");
        using var closed = await site.Client.GetAsync($"/r/{token}");

        Assert.That(
            (first.Contains("Monday, 9 March"), later.Contains("Tuesday, 10 March"), (int)closed.StatusCode),
            Is.EqualTo((true, true, 410))
        );
    }
}
