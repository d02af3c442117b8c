using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>The database is away for a moment.</summary>
public sealed class AwayTests
{
    private RespondSite _site = null!;
    private Detour _way = null!;
    private ApiServer _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _site = await RespondSite.StartAsync();
        _way = new Detour(_site.Api.Test.ConnectionString);
        _api = ApiServer.Start(_site.Api.Test, ("ConnectionStrings:Survey", _way.ConnectionString));
    }

    [TearDown]
    public void NothingIsLoggedAsAnError() => Assert.That(_api.Log.Errors, Is.Empty);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _api.DisposeAsync();
        await _way.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Test]
    public async Task A_link_says_so_kindly_in_the_language_that_is_known_and_when_to_come_back()
    {
        var known = _site.Next();
        await _site.Organisation.RunAsync("update invitation set language = 'pl' where id = @Id", new { known.Id });
        (await _api.Client.GetAsync($"/r/{RespondSite.Token(known)}")).Dispose();
        var stranger = RespondSite.Token(_site.Next());
        await _way.CutAsync();

        var languages = new List<string?>();
        foreach (
            var path in new[]
            {
                $"r/{RespondSite.Token(known)}",
                $"u/{RespondSite.Token(known)}",
                $"r/{RespondSite.Token(known)}?language=fr",
                $"r/{stranger}",
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path)
            {
                Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("et") } },
            };
            languages.Add((await LaterAsync(await _api.Client.SendAsync(request))).DocumentElement.GetAttribute("lang"));
        }
        using var garbage = await _api.Client.GetAsync("/r/garbage");
        _way.Mend();

        Assert.That(languages, Is.EqualTo(new[] { "pl", "pl", "fr", "et" }));
        Assert.That(garbage.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task What_was_sent_meanwhile_waits_on_the_page_and_is_stored_when_it_is_sent_again()
    {
        var token = RespondSite.Token(_site.Next());
        await _way.CutAsync();
        var page = await LaterAsync(
            await PostAsync(
                token,
                ("IT-ALL.overall", "4"),
                ("IT-ALL.channels", "mail"),
                ("IT-ALL.channels", "desk"),
                ("IT-ALL.comment", "Too <slow>\n& \"dull\""),
                ("confirm", "1")
            )
        );
        var again = await LaterAsync(await PostAsync(token, Waiting(page)));
        _way.Mend();

        using var stored = await PostAsync(token, Waiting(again));

        Assert.Multiple(async () =>
        {
            Assert.That(await stored.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await _site.Organisation.ListAsync<string>("select text from comment"), Does.Contain("Too <slow>\n& \"dull\""));
        });

        (string, string)[] Waiting(IDocument page) =>
            [
                .. page.QuerySelectorAll($"form[method=post][action='/r/{token}'] input")
                    .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!)),
            ];
    }

    [Test]
    public async Task A_choice_on_the_page_for_opting_out_waits_too_and_a_program_gets_problem_details()
    {
        var token = RespondSite.Token(_site.Next());
        await _way.CutAsync();

        var choice = await LaterAsync(
            await _api.Client.PostAsync($"/u/{token}", new FormUrlEncodedContent([KeyValuePair.Create("do", "pause")]))
        );
        using var oneClick = await _api.Client.PostAsync($"/u/{token}/one-click", null);
        using var json = await _api.Client.PostAsync(
            "/api/v1/responses",
            new StringContent($$"""{"token":"{{token}}","relationships":[]}""", null, "application/json")
        );
        using var signIn = await _api.Client.GetAsync($"/sign-in/{ApiServer.TokenKey.Make(TokenPurpose.SignIn, Guid.NewGuid())}");
        _way.Mend();

        Assert.Multiple(async () =>
        {
            Assert.That(choice.QuerySelector("input[name=do]")?.GetAttribute("value"), Is.EqualTo("pause"));
            Assert.That(oneClick.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(json.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(json.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(signIn.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(signIn.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(await signIn.Content.ReadAsStringAsync(), Does.Contain("The database can").And.Not.Contain("Reference"));
        });
    }

    private Task<HttpResponseMessage> PostAsync(string token, params (string Name, string Value)[] fields) =>
        _api.Client.PostAsync(
            $"/r/{token}",
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
        );

    private static async Task<IDocument> LaterAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        }
    }
}
