using System.Net;
using System.Text.RegularExpressions;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Api.SignIn;

/// <summary>A mailed link in another browser. A link scanner has the link, but does not know the address to enter.</summary>
public sealed partial class SignInElsewhereTests
{
    private const string Lead = "it1@example.org";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private HttpClient _own = null!;
    private HttpClient _other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync($"update unit set lead_email = '{Lead}' where code = 'IT'");
        (_own, _other) = (_server.NewClient(cookies: true), _server.NewClient(cookies: true));
    }

    [TearDown]
    public async Task StopAsync()
    {
        _own.Dispose();
        _other.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task In_the_browser_that_asked_one_press_signs_in_by_either_of_two_links()
    {
        var first = await AskAsync(_own);
        var second = await AskAsync(_own);

        var page = await _own.GetStringAsync(first);
        using var pressed = await PressAsync(_own, first);
        using var again = await PressAsync(_own, second);

        Assert.That(page, Does.Not.Contain("name=\"email\""));
        Assert.That((pressed.StatusCode, again.StatusCode), Is.EqualTo((HttpStatusCode.Redirect, HttpStatusCode.Redirect)));
    }

    [Test]
    public async Task In_another_browser_the_address_is_asked_for_and_a_wrong_one_uses_nothing_up()
    {
        var link = await AskAsync(_own);

        var page = await _other.GetStringAsync(link);
        using var scanner = await PressAsync(_other, link);
        using var wrong = await PressAsync(_other, link, "sales1@example.org");
        using var right = await PressAsync(_other, link, " IT1@example.org ");
        using var late = await PressAsync(_own, link);

        Assert.Multiple(async () =>
        {
            Assert.That(page, Does.Contain("name=\"email\"").And.Not.Contain(Lead));
            Assert.That(
                (scanner.StatusCode, wrong.StatusCode),
                Is.EqualTo((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity))
            );
            Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("not sent to this address").And.Not.Contain(Lead));
            Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        });
    }

    [Test]
    public async Task After_a_scanner_pressed_the_person_still_signs_in()
    {
        var link = await AskAsync(_own);
        (await PressAsync(_other, link)).Dispose();

        using var person = await PressAsync(_own, link);

        Assert.That(person.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Addresses_are_tried_ten_times_and_then_slowly()
    {
        var link = await AskAsync(_own);
        var tried = new List<HttpStatusCode>();
        for (var number = 0; number < 12; number++)
        {
            using var answer = await PressAsync(_other, link, $"guess{number}@example.org");
            tried.Add(answer.StatusCode);
        }
        using var person = await PressAsync(_own, link);

        Assert.That(tried.Take(10), Is.All.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(tried[^1], Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(person.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task The_database_holds_no_secret_and_the_cookie_does_not_tell_whether_an_address_has_a_role()
    {
        var cookies = new List<string>();
        foreach (var email in new[] { Lead, "sales1@example.org" })
        {
            using var answer = await (await Form.OpenAsync(_server, "/sign-in")).PostAsync("/sign-in", new() { ["email"] = email });
            cookies.Add(
                answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("survey-browser=", StringComparison.Ordinal))
            );
        }
        var secret = cookies[0].Split('=', ';')[1];

        Assert.That(cookies, Has.All.Contains("max-age=900").And.All.Contains("httponly").And.All.Contains("samesite=lax"));
        Assert.That(cookies.Select(cookie => cookie.Split(';')[0].Length).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await _organisation.OneAsync<bool>("select browser = sha256(@secret::bytea) from sign_in", new { secret }));
    }

    [Test]
    public async Task A_printed_link_works_in_any_browser()
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        var link = Address(await SignIns.CreateAsync(connection, Lead, _server.Clock.Now, default));

        using var pressed = await PressAsync(_other, link);

        Assert.That(pressed.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task A_link_with_a_bracket_behind_it_opens()
    {
        var link = await AskAsync(_own);

        using var answer = await _own.GetAsync(link + "%3E");

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(link));
    }

    [TestCase("en", 1440, Microsoft.Playwright.ColorScheme.Light)]
    [TestCase("fi", 360, Microsoft.Playwright.ColorScheme.Dark)]
    [TestCase("et", 1440, Microsoft.Playwright.ColorScheme.Dark)]
    [TestCase("pl", 320, Microsoft.Playwright.ColorScheme.Light)]
    [TestCase("fr", 360, Microsoft.Playwright.ColorScheme.Light)]
    public async Task The_page_that_asks_is_accessible_fits_a_phone_and_needs_no_mouse(
        string language,
        int width,
        Microsoft.Playwright.ColorScheme scheme
    )
    {
        var link = await AskAsync(_own);
        var page = await Browser.NewPageAsync(width: width, scheme: scheme);
        await page.GotoAsync($"{_server.Address}{link[1..]}?language={language}");
        var found = new List<string>(await page.AxeAsync());
        await page.PictureAsync($"elsewhere-{language}-{width}-{scheme}");
        await page.Locator("#email").FillAsync("sales1@example.org");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#email-error");
        found.AddRange(await page.AxeAsync());
        var isWide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        await page.PictureAsync($"elsewhere-wrong-{language}-{width}-{scheme}");
        await page.Locator("#email").FillAsync(Lead);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(_server.Address.ToString());

        await page.Context.DisposeAsync();
        Assert.That((found.Count, isWide), Is.EqualTo((0, false)), string.Join('\n', found));
    }

    /// <returns>The link that was mailed.</returns>
    private async Task<string> AskAsync(HttpClient browser)
    {
        var before = await _organisation.ListAsync<Guid>("select sign_in_id from message");
        (await PostAsync(browser, "/sign-in", "/sign-in", Lead)).Dispose();
        return Address((await _organisation.ListAsync<Guid>("select sign_in_id from message")).Except(before).Single());
    }

    private static Task<HttpResponseMessage> PressAsync(HttpClient browser, string link, string? email = null) =>
        PostAsync(browser, "/sign-in", link, email);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string address, string? email)
    {
        var token = TokenField().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = token };
        if (email is not null)
        {
            fields["email"] = email;
        }
        return await browser.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    private static string Address(Guid signIn) => $"/sign-in/{ApiServer.TokenKey.Make(TokenPurpose.SignIn, signIn)}";

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
