using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Api.SignIn;

public sealed class SignInTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await _organisation.RunAsync("update person set language = 'fi' where email = 'it1@example.org'");
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Only_somebody_with_a_role_gets_a_mail_and_nobody_can_tell()
    {
        var lead = await AskAsync("IT1@example.org");
        var stranger = await AskAsync("sales1@example.org");

        Assert.Multiple(async () =>
        {
            Assert.That(await TextAsync(lead), Is.EqualTo(await TextAsync(stranger)));
            Assert.That(lead.StatusCode, Is.EqualTo(stranger.StatusCode));
            Assert.That(
                await _organisation.ListAsync<string>("select kind || ' ' || language || ' ' || lower(address) from message"),
                Is.EqualTo(new[] { "sign_in fi it1@example.org" })
            );
            Assert.That(await _organisation.OneAsync<int>("select count(*)::int from sign_in"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Opening_the_link_writes_nothing_and_signs_nobody_in()
    {
        var link = await LinkAsync();
        var before = await StateAsync();

        var page = await _server.Client.GetAsync(link);

        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Cookies(page), Has.None.Contains("survey-session"));
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_button_signs_in_once()
    {
        var link = await LinkAsync();

        var first = await PressAsync(link);
        var second = await PressAsync(link);

        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(Cookies(first), Has.Some.StartsWith("survey-session="));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
            Assert.That(Cookies(second), Has.None.StartsWith("survey-session="));
        });
    }

    [Test]
    public async Task Two_presses_at_once_sign_in_once()
    {
        var link = await LinkAsync();
        var presses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PressAsync(link)));

        Assert.That(presses.Count(press => press.StatusCode == HttpStatusCode.Redirect), Is.EqualTo(1));
    }

    [Test]
    public async Task A_link_is_good_for_fifteen_minutes()
    {
        var link = await LinkAsync();

        _server.Clock.Now += TimeSpan.FromMinutes(15);

        Assert.That((await PressAsync(link)).StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That((await _server.Client.GetAsync(link)).StatusCode, Is.EqualTo(HttpStatusCode.Gone));
    }

    [Test]
    public async Task A_token_that_was_made_for_something_else_is_unknown()
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        var id = await SignIns.CreateAsync(connection, "it1@example.org", _server.Clock.Now, default);

        var other = await _server.Client.GetAsync($"/sign-in/{ApiServer.TokenKey.Make(TokenPurpose.Respond, id)}");

        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("http://127.0.0.1:5080", "survey-session=", false)]
    [TestCase("https://survey.example.org", "__Host-survey-session=", true)]
    public async Task The_cookie_is_guarded_as_far_as_the_address_allows(string baseUrl, string name, bool secure)
    {
        await using var server = ApiServer.Start(_server.Test, ("Site:BaseUrl", baseUrl));
        var link = await LinkAsync();

        var cookie = Cookies(await PressAsync(link, server)).Single(value => value.StartsWith(name, StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/").And.Contain("max-age=43200"));
            Assert.That(cookie.Contains("secure", StringComparison.Ordinal), Is.EqualTo(secure));
            Assert.That(cookie, Does.Not.Contain("domain="));
        });
    }

    [Test]
    public async Task A_session_ends_after_twelve_hours_and_by_signing_out()
    {
        var client = await _server.ClientOfAsync("it1@example.org");
        Assert.That((await client.GetAsync("/pairs")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        _server.Clock.Now += TimeSpan.FromHours(12);
        Assert.That((await client.GetAsync("/pairs")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

        var again = await _server.SessionAsync("it1@example.org");
        var page = await Form.OpenAsync(_server, "/", $"survey-session={again}");
        var left = await page.PostAsync("/sign-out", []);
        Assert.That(left.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await page.Client.GetAsync("/pairs")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Asking_again_and_again_sends_three_mails()
    {
        for (var time = 0; time < 5; time++)
        {
            Assert.That((await AskAsync("it1@example.org")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from message"), Is.EqualTo(3));
    }

    [TestCase("")]
    [TestCase("it1")]
    [TestCase("x y@example.org")]
    public async Task What_is_no_address_is_asked_for_again(string address) =>
        Assert.That((await AskAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));

    [Test]
    public async Task Whoever_asks_too_often_is_told_when_to_come_back()
    {
        var form = await Form.OpenAsync(_server, "/sign-in");
        HttpResponseMessage answer;
        do
        {
            answer = await form.PostAsync("/sign-in", new() { ["email"] = "sales1@example.org" });
        } while (answer.StatusCode == HttpStatusCode.OK);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task The_page_that_was_wanted_opens_after_signing_in()
    {
        var sent = await _server.Client.GetAsync("/pairs?wave=latest");
        var wanted = Cookies(sent).Single(cookie => cookie.StartsWith("survey-return", StringComparison.Ordinal)).Split(';')[0];

        var press = await PressAsync(await LinkAsync(), _server, wanted);
        var elsewhere = await PressAsync(await LinkAsync(), _server, "survey-return=%2F%2Fevil.example.org");

        Assert.That(press.Headers.Location?.ToString(), Is.EqualTo("/pairs?wave=latest"));
        Assert.That(elsewhere.Headers.Location?.ToString(), Is.EqualTo("/"));
    }

    [Test]
    public async Task The_log_holds_neither_address_nor_token()
    {
        var link = await LinkAsync();
        await AskAsync("it1@example.org");
        await PressAsync(link);

        var log = string.Join('\n', _server.Log.Everything.Split('\n').Where(line => !line.StartsWith("Debug", StringComparison.Ordinal)));
        Assert.That(log, Does.Not.Contain("it1@example.org").And.Not.Contain(link));
        Assert.That(_server.Log.Errors, Is.Empty);
    }

    private async Task<HttpResponseMessage> AskAsync(string email) =>
        await (await Form.OpenAsync(_server, "/sign-in")).PostAsync("/sign-in", new() { ["email"] = email });

    private static async Task<HttpResponseMessage> PressAsync(string link, ApiServer server, string? cookie = null) =>
        await (await Form.OpenAsync(server, "/sign-in", cookie)).PostAsync(link, []);

    private Task<HttpResponseMessage> PressAsync(string link) => PressAsync(link, _server);

    private async Task<string> LinkAsync()
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        var id = await SignIns.CreateAsync(connection, "it1@example.org", _server.Clock.Now, default);
        return $"/sign-in/{ApiServer.TokenKey.Make(TokenPurpose.SignIn, id)}";
    }

    private Task<string> StateAsync() =>
        _organisation.OneAsync<string>(
            "select (select json_agg(sign_in)::text from sign_in) || (select count(*) from session) || (select count(*) from message)"
        );

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var page = (IHtmlDocument)
            await BrowsingContext.New().OpenAsync(async request => request.Content(await answer.Content.ReadAsStringAsync()));
        return page.QuerySelector("main")!.TextContent;
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
