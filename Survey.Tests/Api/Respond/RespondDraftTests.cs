using System.Net;
using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>What the script adds, in a real browser: drafts, a connection that breaks, a server that is busy.</summary>
public sealed class RespondDraftTests
{
    private RespondSite _site = null!;
    private IPage _page = null!;
    private string _token = "";

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [SetUp]
    public async Task OpenAsync()
    {
        _token = RespondSite.Token(_site.Next());
        _page = await Browser.NewPageAsync(width: 360);
        await GoAsync();
    }

    [TearDown]
    public async Task CloseAsync() => await _page.Context.DisposeAsync();

    [Test]
    public async Task A_draft_survives_a_change_of_language_does_not_hold_the_token_and_ends_when_it_is_sent()
    {
        await RateAsync("overall", 4);
        await _page.Locator("[name='IT-ALL.comment']").FillAsync("half a thought");
        await _page.Locator(".respond-languages a[lang=fi]").ClickAsync();

        await Assertions.Expect(_page.Locator("#restored")).ToBeVisibleAsync();
        await Assertions.Expect(_page.Locator("[name='IT-ALL.comment']")).ToHaveValueAsync("half a thought");
        await Assertions.Expect(_page.Locator("[name='IT-ALL.overall'][value='4']")).ToBeCheckedAsync();
        Assert.That(await StorageAsync(), Does.Contain("half a thought").And.Not.Contain(_token));

        await SendAsItIsAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Kiitos!");
        Assert.That(await StorageAsync(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_draft_is_forgotten_after_a_day_and_at_a_press_of_the_button()
    {
        await RateAsync("overall", 4);
        await _page.EvaluateAsync(
            "for (const key of Object.keys(localStorage)) localStorage[key] = localStorage[key].replace(/\"at\":\\d+/, "
                + "'\"at\":' + (Date.now() - 25 * 36e5))"
        );
        await GoAsync();
        var afterADay = (await _page.Locator("input:checked").CountAsync(), await StorageAsync());
        await RateAsync("overall", 2);
        await _page.Locator("#kept button").ClickAsync();

        Assert.That(afterADay, Is.EqualTo((0, "{}")));
        Assert.That((await _page.Locator("input:checked").CountAsync(), await StorageAsync()), Is.EqualTo((0, "{}")));
    }

    [Test]
    public async Task Offline_nothing_is_lost_it_says_so_and_sends_when_the_connection_is_back()
    {
        await RateAsync("overall", 4);
        await _page.Context.SetOfflineAsync(true);
        await SendAsync();
        await Assertions.Expect(_page.Locator("#sending")).ToContainTextAsync("You are offline");
        var before = await StoredAsync();

        await _page.Context.SetOfflineAsync(false);
        await Assertions.Expect(_page.Locator("#unrated")).ToBeFocusedAsync();
        Assert.That(await StorageAsync(), Does.Contain("IT-ALL.overall").And.Not.Contain("confirm"));
        Assert.That(await StoredAsync(), Is.EqualTo(before));
        await _page.SendAsItIsAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
        Assert.That(await StoredAsync(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_confirmation_that_got_lost_is_made_up_for_by_sending_again_and_the_answer_counts_once()
    {
        var before = await StoredAsync();
        await RateAsync("overall", 4);
        await SendAsync();
        await LoseNextAnswerAsync();
        await _page.SendAsItIsAsync();
        await Assertions.Expect(_page.Locator("#sending")).ToContainTextAsync("No answer came back");

        await SendAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
        Assert.That((await StoredAsync(), await StorageAsync()), Is.EqualTo((before + 1, "{}")));
    }

    [Test]
    public async Task A_draft_whose_answers_arrived_unconfirmed_is_forgotten_when_the_link_is_opened_again()
    {
        await RateAsync("overall", 4);
        await SendAsync();
        await LoseNextAnswerAsync();
        await _page.SendAsItIsAsync();
        await Assertions.Expect(_page.Locator("#sending")).ToContainTextAsync("No answer came back");
        var before = await StorageAsync();
        _page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await GoAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("You have already answered");
        Assert.That((before.Contains("IT-ALL.overall"), await StorageAsync()), Is.EqualTo((true, "{}")));
    }

    [TestCase(HttpStatusCode.ServiceUnavailable)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    public async Task A_busy_server_is_asked_again_and_the_draft_stays_meanwhile(HttpStatusCode status)
    {
        await _page.RouteAsync(
            "**/r/**",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        Status = (int)status,
                        Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
                        Body = "<!DOCTYPE html><title>Busy</title>",
                    }
                ),
            new() { Times = 1 }
        );
        await RateAsync("overall", 5);
        await SendAsync();

        await Assertions.Expect(_page.Locator("#sending")).ToContainTextAsync("we try again in 1 seconds");
        Assert.That(await StorageAsync(), Does.Contain("IT-ALL.overall"));
        await _page.SendAsItIsAsync();
        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
    }

    [Test]
    public async Task A_missing_follow_up_comes_as_a_second_step_with_everything_kept_and_the_problem_in_focus()
    {
        await RateAsync("overall", 1);
        await _page.Locator("[name='IT-ALL.comment']").FillAsync("kept");
        await SendAsync();

        await Assertions.Expect(_page.Locator("#problems")).ToBeFocusedAsync();
        await Assertions.Expect(_page.Locator("#problems h2")).ToContainTextAsync("say a little more");
        await _page.Locator("#problems a").ClickAsync();
        await _page.Locator("[name='IT-ALL.why-low']").FillAsync("Nobody came.");
        await Assertions.Expect(_page.Locator("[name='IT-ALL.comment']")).ToHaveValueAsync("kept");
        await SendAsItIsAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
        await Assertions.Expect(_page.Locator("h1")).ToBeFocusedAsync();
        await _page.ReloadAsync();
        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("You have already answered");
    }

    [Test]
    public async Task Leaving_with_unsent_answers_is_asked_about()
    {
        var asked = new List<string>();
        _page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.AcceptAsync();
        };
        await _page.GotoAsync($"{_site.Api.Address}r/{_token}?language=fr");
        await RateAsync("overall", 3);

        await _page.GotoAsync($"{_site.Api.Address}privacy");
        await _page.GoBackAsync();

        Assert.That(asked, Is.EqualTo(new[] { "beforeunload" }));
        await Assertions.Expect(_page.Locator("[name='IT-ALL.overall'][value='3']")).ToBeCheckedAsync();
    }

    [Test]
    public async Task The_second_service_opens_when_the_first_is_rated_and_its_own_button_opens_it_too()
    {
        var sections = _page.Locator(".respond-service");
        await Assertions.Expect(sections.Nth(1).Locator(".respond-questions")).ToBeHiddenAsync();
        await Assertions.Expect(sections.Nth(2).Locator(".respond-no-contact")).ToBeVisibleAsync();

        await sections.Nth(0).Locator("[name$='.overall'][value='4']").CheckAsync();
        await Assertions.Expect(sections.Nth(1).Locator(".respond-questions")).ToBeVisibleAsync();
        await Assertions.Expect(sections.Nth(0).Locator(".respond-done")).ToBeVisibleAsync();
        await sections.Nth(2).Locator(".respond-open").ClickAsync();

        await Assertions.Expect(sections.Nth(2).Locator(".respond-questions input").First).ToBeFocusedAsync();
    }

    private Task<IResponse?> GoAsync() => _page.GotoAsync($"{_site.Api.Address}r/{_token}");

    /// <summary>Opens the service first, as a person does.</summary>
    private async Task RateAsync(string question, int rating)
    {
        var open = _page.Locator(".respond-service:has([name='IT-ALL:noContact']) .respond-open");
        if (await open.IsVisibleAsync())
        {
            await open.ClickAsync();
        }
        await _page.Locator($"[name='IT-ALL.{question}'][value='{rating}']").CheckAsync();
    }

    private async Task SendAsync()
    {
        await _page.ReadForASecondAsync();
        await _page.Locator(".respond-send button[type=submit]").ClickAsync();
    }

    /// <summary>The next form arrives, and the server's answer does not.</summary>
    private async Task LoseNextAnswerAsync()
    {
        await _page.WaitForSelectorAsync("#unrated");
        await _page.RouteAsync(
            "**/r/**",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            },
            new() { Times = 1 }
        );
    }

    private async Task SendAsItIsAsync()
    {
        await SendAsync();
        await _page.SendAsItIsAsync();
    }

    private Task<string> StorageAsync() => _page.EvaluateAsync<string>("JSON.stringify(localStorage)");

    private Task<int> StoredAsync() => _site.Organisation.OneAsync<int>("select count(*)::int from response");
}
