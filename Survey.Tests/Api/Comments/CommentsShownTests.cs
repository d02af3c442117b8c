using AngleSharp.Dom;
using Microsoft.Playwright;
using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Comments;

/// <summary>Comments by language, and the comments that a reader looks for.</summary>
public sealed class CommentsShownTests
{
    private const string Page = "/relationships/IT-ALL?wave=W1";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        var wave = await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 1, 1));
        await _server.Test.Database.InTransactionAsync(connection => ResponsePartitions.CreateSealedAsync(connection, wave, default));
        await _organisation.RunAsync(
            """
            insert into comment (id, wave_id, relationship_id, question, language, text, shown_here)
            select gen_random_uuid(), wave_id, relationship_id, 'comment', language, text, true
            from wave_relationship, (values
                ('fi', 'Hyvää työtä'), ('fi', 'Liian hidasta'), ('en', 'Too slow'), ('en', 'Hyvää is Finnish for good'),
                ('und', 'From an old tool'), ('en', null)) as said (language, text)
            where code = 'IT-ALL'
            """
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Comments_stand_by_language_the_readers_own_first_and_named_in_it()
    {
        var english = await PageAsync(Page);
        var finnish = await PageAsync($"{Page}&language=fi");

        Assert.That(Texts(english, ".comment-language h3"), Is.EqualTo(new[] { "English", "Finnish", "Language not known" }));
        Assert.That(Texts(finnish, ".comment-language h3"), Is.EqualTo(new[] { "Suomi", "Englanti", "Kieli ei tiedossa" }));
    }

    [Test]
    public async Task Within_a_language_the_order_is_that_of_the_random_ids()
    {
        var stored = await _organisation.ListAsync<string>(
            "select text from comment where language = 'en' and text is not null order by id"
        );

        Assert.That(Texts(await PageAsync(Page), "[data-language=en] blockquote"), Is.EqualTo(stored));
    }

    [TestCase("", 6, "")]
    [TestCase("&commentLanguage=fi", 2, "Comments shown: 2 of 6")]
    [TestCase("&find=hyvaa", 2, "Comments shown: 2 of 6")]
    [TestCase("&find=+HYV%C3%84%C3%84+&commentLanguage=fi", 1, "Comments shown: 1 of 6")]
    [TestCase("&find=nothing", 0, "Comments shown: 0 of 6")]
    [TestCase("&commentLanguage=&find=", 6, "")]
    public async Task A_plain_form_finds_comments_by_language_and_words(string asked, int shown, string words)
    {
        var page = await PageAsync(Page + asked);
        var entries = page.QuerySelectorAll(".comment-language li").Where(entry => !entry.HasAttribute("hidden")).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(entries, Has.Count.EqualTo(shown));
            Assert.That(page.QuerySelector(".comment-found")!.TextContent.Trim(), Is.EqualTo(words));
            Assert.That(
                page.QuerySelectorAll(".comment-language").Select(part => !part.HasAttribute("hidden")),
                Is.EqualTo(page.QuerySelectorAll(".comment-language").Select(part => entries.Any(part.Contains)))
            );
            Assert.That(page.QuerySelector(".comment-filter")!.GetAttribute("action"), Is.EqualTo("/relationships/IT-ALL#comments"));
        });
    }

    [Test]
    public async Task With_a_script_the_comments_are_filtered_while_the_reader_types()
    {
        var page = await Browser.NewPageAsync();
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await _server.SessionAsync("hr1@example.org", "hr"),
                Url = _server.Address.ToString(),
            },
        ]);
        await page.GotoAsync($"{_server.Address}{Page.TrimStart('/')}");

        await page.Locator("#comment-find").FillAsync("Hyvaa");
        Assert.That(await page.Locator(".comment-language blockquote:visible").CountAsync(), Is.EqualTo(2));
        Assert.That(await page.Locator(".comment-found").TextContentAsync(), Is.EqualTo("Comments shown: 2 of 6"));
        await page.Locator("#comment-language").SelectOptionAsync("fi");
        Assert.That(await page.Locator(".comment-language blockquote:visible").AllTextContentsAsync(), Is.EqualTo(new[] { "Hyvää työtä" }));
        await page.Locator(".comment-filter button").ClickAsync();
        Assert.That(page.Url, Does.EndWith("?wave=W1&commentLanguage=fi&find=Hyvaa#comments"));
        await page.ReloadAsync();
        Assert.That(await page.Locator(".comment-language blockquote:visible").CountAsync(), Is.EqualTo(1));
        await page.Locator("#comment-find").FillAsync("");
        Assert.That(await page.Locator(".comment-language blockquote:visible").CountAsync(), Is.EqualTo(2));
        await page.Context.DisposeAsync();
    }

    private Task<IDocument> PageAsync(string address) => _server.PageAsync("hr1@example.org", address, "hr");

    private static IEnumerable<string> Texts(IDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());
}
