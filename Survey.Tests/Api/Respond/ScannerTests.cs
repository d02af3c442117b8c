using System.Net;
using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>Link scanners run scripts and send the forms that they find; a person clicks or types.</summary>
public sealed class ScannerTests
{
    private const string Nothing = "0 0 0 0 0 0";

    private RespondSite _site = null!;
    private IPage _page = null!;
    private string _token = "";

    [SetUp]
    public async Task OpenAsync()
    {
        _site = await RespondSite.StartAsync();
        _token = RespondSite.Token(_site.Next());
        _page = await Browser.NewPageAsync(width: 360);
        // The page's clock stands still until the test moves it.
        await _page.AddInitScriptAsync("window.testNow = 0; performance.now = () => window.testNow;");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _page.Context.DisposeAsync();
        await _site.DisposeAsync();
    }

    [TestCase("document.querySelector('form.respond-form').requestSubmit()")]
    [TestCase("document.querySelector('.respond-send button[type=submit]').click()")]
    [TestCase("document.querySelector('form.respond-form').dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))")]
    [TestCase("document.body.click(); document.querySelector('form.respond-form').requestSubmit()")]
    [TestCase("dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })); document.querySelector('form.respond-form').requestSubmit()")]
    public async Task A_script_that_sends_the_form_stores_nothing_and_the_person_can_answer(string script)
    {
        await GoAsync("r", "#IT-ALL.overall=2");
        await _page.EvaluateAsync("testNow = 5000");

        await _page.EvaluateAsync(script);

        await Assertions.Expect(_page.Locator("#sending")).ToContainTextAsync("Please press the button once more");
        Assert.That(await _site.CountsAsync(), Is.EqualTo(Nothing));
        await SendAsync();
        await _page.SendAsItIsAsync();
        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
        Assert.That(await _site.CountsAsync(), Is.EqualTo("1 1 0 0 0 0"));
    }

    [Test]
    public async Task A_script_that_goes_past_ours_gets_the_form_again_with_everything_kept_and_the_person_can_answer()
    {
        await GoAsync("r", "#IT-ALL.overall=2");

        await _page.RunAndWaitForResponseAsync(
            () => _page.EvaluateAsync("document.querySelector('form.respond-form').submit()"),
            answer => answer.Request.Method == "POST"
        );

        await Assertions.Expect(_page.Locator("#problems")).ToContainTextAsync("Please press the button once more");
        await Assertions.Expect(_page.Locator("[name='IT-ALL.overall'][value='2']")).ToBeCheckedAsync();
        Assert.That(await _site.CountsAsync(), Is.EqualTo(Nothing));
        await _page.EvaluateAsync("testNow = 1000");
        await SendAsync();
        await _page.SendAsItIsAsync();
        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
        Assert.That(await _site.CountsAsync(), Is.EqualTo("1 1 0 0 0 0"));
    }

    [Test]
    public async Task A_click_within_the_first_second_does_not_send_and_says_so()
    {
        await GoAsync("r", "#IT-ALL.overall=4");
        await _page.EvaluateAsync("testNow = 900");
        await SendAsync();
        await Assertions.Expect(_page.Locator("#sending")).ToContainTextAsync("Please press the button once more");
        Assert.That(await _site.CountsAsync(), Is.EqualTo(Nothing));

        await _page.EvaluateAsync("testNow = 1100");
        await SendAsync();
        await _page.SendAsItIsAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
    }

    [Test]
    public async Task A_key_is_as_good_as_a_click()
    {
        await GoAsync("r", "#IT-ALL.overall=4");
        await _page.EvaluateAsync("testNow = 1100");

        await _page.Keyboard.PressAsync("Enter");
        await _page.SendAsItIsAsync();

        await Assertions.Expect(_page.Locator("h1")).ToHaveTextAsync("Thank you!");
    }

    [TestCase("document.querySelector('button[value=stop]').click()")]
    [TestCase("document.querySelector('form:has([value=stop])').requestSubmit(document.querySelector('button[value=stop]'))")]
    public async Task A_script_opts_nobody_out_and_a_person_does(string script)
    {
        await GoAsync("u");
        await _page.EvaluateAsync("testNow = 5000");

        await _page.EvaluateAsync(script);

        await Assertions
            .Expect(_page.Locator("form:has([value=stop]) [role=status]"))
            .ToContainTextAsync("Please press the button once more");
        Assert.That(await _page.AxeAsync(), Is.Empty);
        Assert.That(await _site.CountsAsync(), Is.EqualTo(Nothing));
        await _page.RunAndWaitForResponseAsync(
            () => _page.Locator("button[value=stop]").ClickAsync(),
            answer => answer.Request.Method == "POST"
        );
        Assert.That(await _site.CountsAsync(), Is.EqualTo("0 0 0 0 0 1"));
    }

    [Test]
    public async Task Without_scripts_one_press_is_enough()
    {
        var page = await Browser.NewPageAsync(javaScript: false);
        await page.GotoAsync($"{_site.Api.Address}u/{_token}");

        await page.RunAndWaitForResponseAsync(
            () => page.Locator("button[value=stop]").ClickAsync(),
            answer => answer.Request.Method == "POST"
        );

        await page.Context.DisposeAsync();
        Assert.That(await _site.CountsAsync(), Is.EqualTo("0 0 0 0 0 1"));
    }

    [Test]
    public async Task What_the_script_marked_as_untouched_is_refused_on_both_pages()
    {
        using var answer = await _site.PostAsync(_token, ("IT-ALL.overall", "2"), ("untouched", "1"));
        using var choice = await _site.Client.PostAsync(
            $"/u/{_token}",
            new FormUrlEncodedContent([KeyValuePair.Create("do", "stop"), KeyValuePair.Create("untouched", "1")])
        );

        Assert.That(
            (answer.StatusCode, choice.StatusCode),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity))
        );
        Assert.That(await _site.CountsAsync(), Is.EqualTo(Nothing));
    }

    private Task<IResponse?> GoAsync(string page, string hash = "") => _page.GotoAsync($"{_site.Api.Address}{page}/{_token}{hash}");

    private Task SendAsync() => _page.Locator(".respond-send button[type=submit]").ClickAsync();
}
