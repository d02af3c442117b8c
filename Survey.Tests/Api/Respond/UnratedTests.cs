using System.Net;
using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>One POST ends an invitation (rule D6), so a form that leaves a service empty is shown once more.</summary>
public sealed class UnratedTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public async Task A_service_left_empty_is_asked_about_once_with_everything_kept_and_nothing_stored(string language)
    {
        var texts = Language.Of(language);
        var path = $"/r/{RespondSite.Token(_site.Next())}?language={language}";
        var before = await _site.CountsAsync();
        (string, string)[] fields = [("IT-ALL.overall", "4"), ("IT-ALL.comment", "kept <words>"), ("SALES-SALES:noContact", "yes")];

        using var first = await PostAsync(path, fields);
        var page = await Html.ParseAsync(await first.Content.ReadAsStringAsync());
        var asked = await _site.CountsAsync();
        using var second = await PostAsync(path, [.. fields, ("confirm", "1")]);

        var notice = string.Join(
            ' ',
            page.QuerySelector("#unrated")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Multiple(async () =>
        {
            Assert.That((first.StatusCode, asked), Is.EqualTo((HttpStatusCode.OK, before)));
            Assert.That(notice, Does.Contain("HR").And.Contain("3").And.EndWith(texts["respond.unrated.choice"]));
            Assert.That(page.QuerySelector("#unrated a")!.GetAttribute("href"), Is.EqualTo("#HR-SALES.title"));
            Assert.That(page.QuerySelector("form.respond-form input[type=hidden][name=confirm]")!.GetAttribute("value"), Is.EqualTo("1"));
            Assert.That(page.QuerySelector(".respond-send button[type=submit]")!.TextContent, Is.EqualTo(texts["respond.unrated.send"]));
            Assert.That(page.QuerySelector("[name='IT-ALL.overall'][checked]")!.GetAttribute("value"), Is.EqualTo("4"));
            Assert.That(page.QuerySelector("[name='IT-ALL.comment']")!.TextContent, Is.EqualTo("kept <words>"));
            Assert.That(page.QuerySelectorAll("[name='SALES-SALES:noContact'][checked]"), Has.Length.EqualTo(1));
            Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("data-notice=\"stored\""));
            Assert.That(await _site.CountsAsync(), Is.Not.EqualTo(before));
        });
    }

    [Test]
    public async Task Nothing_is_asked_when_every_service_is_answered_by_a_rating_or_by_no_contact()
    {
        using var answer = await _site.PostFirstAsync(
            RespondSite.Token(_site.Next()),
            ("IT-ALL.overall", "4"),
            ("HR-SALES:noContact", "yes"),
            ("SALES-SALES.overall", "5")
        );

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("data-notice=\"stored\""));
    }

    [Test]
    public async Task An_invitation_with_one_service_is_answered_by_one_press()
    {
        var invitation = _site.Wave.Invitations.First(invitation => invitation.Ratings.Count == 1);

        using var answer = await _site.PostFirstAsync(
            RespondSite.Token(invitation),
            ($"{invitation.Ratings[0].Relationship}.overall", "4")
        );

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("data-notice=\"stored\""));
    }

    [Test]
    public async Task What_is_wrong_is_told_first_and_who_was_asked_is_not_asked_again()
    {
        var token = RespondSite.Token(_site.Next());

        using var wrong = await _site.PostFirstAsync(token, ("IT-ALL.waiting", "4"));
        using var again = await _site.PostAsync(token, ("IT-ALL.waiting", "4"));
        var pages = new[] { await wrong.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync() };

        Assert.That(new[] { wrong.StatusCode, again.StatusCode }, Is.All.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(pages, Is.All.Not.Contain("id=\"unrated\""));
        Assert.That(pages.Select(page => page.Contains("name=\"confirm\"", StringComparison.Ordinal)), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public async Task Who_goes_on_rates_the_rest_and_sends_all_with_one_press()
    {
        var page = await Browser.NewPageAsync(width: 360);
        await page.GotoAsync($"{_site.Api.Address}r/{RespondSite.Token(_site.Next())}#IT-ALL.overall=4");
        var before = await StoredAsync();
        await page.ReadForASecondAsync();
        await page.Locator(".respond-send button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("#unrated")).ToBeFocusedAsync();
        Assert.That(await StoredAsync(), Is.EqualTo(before));

        foreach (var code in new[] { "HR-SALES", "SALES-SALES" })
        {
            await page.Locator($"#unrated a[href='#{code}.title']").ClickAsync();
            await page.Locator($"[name='{code}:noContact']").CheckAsync();
        }
        await page.Locator(".respond-send button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you!");

        Assert.That(await page.EvaluateAsync<string>("JSON.stringify(localStorage)"), Is.EqualTo("{}"));
        await page.Context.DisposeAsync();
        Assert.That(await StoredAsync(), Is.EqualTo(before + 3));
    }

    private Task<int> StoredAsync() => _site.Organisation.OneAsync<int>("select count(*)::int from response");

    private Task<HttpResponseMessage> PostAsync(string path, (string Name, string Value)[] fields) =>
        _site.Client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
