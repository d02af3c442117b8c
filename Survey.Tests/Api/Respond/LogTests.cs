using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>Whatever happens, the log holds nothing that was typed, no token and no address.</summary>
public sealed class LogTests
{
    private const string Client = "203.0.113.77";

    private RespondSite _site = null!;

    [SetUp]
    public async Task StartAsync()
    {
        // As in production, but every category of ours says all it has to say.
        _site = await RespondSite.StartAsync(("Logging:LogLevel:Default", "Trace"), ("Site:TrustedProxies", "127.0.0.1"));
        _site.Client.DefaultRequestHeaders.Add("X-Forwarded-For", Client);
    }

    [TearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task Nothing_typed_no_token_and_no_address_is_logged_when_all_goes_well_and_when_it_does_not()
    {
        var tokens = Enumerable.Range(0, 8).Select(_ => RespondSite.Token(_site.Next())).ToArray();

        await AnswerAsync(tokens[0]);
        await AnswerAsync(tokens[0]);
        await DoAsync(
            _site.PostJsonAsync(
                new
                {
                    token = tokens[1],
                    relationships = new[]
                    {
                        new
                        {
                            code = "IT-ALL",
                            contactMe = "secret words",
                            answers = new { overall = 3, comment = "secret words" },
                        },
                    },
                }
            )
        );
        await DoAsync(
            _site.PostJsonAsync(
                new
                {
                    token = tokens[2],
                    relationships = new[] { new { code = "secret words", answers = new { overall = "secret words" } } },
                }
            )
        );
        await DoAsync(_site.PostAsync(tokens[3], ("IT-ALL.overall", "secret words"), ("secret words", "1")));
        await DoAsync(_site.PostAsync(tokens[3], ("IT-ALL.comment", new string('s', 300_000))));
        foreach (
            var path in new[]
            {
                $"/r/{tokens[4]}",
                $"/u/{tokens[4]}",
                $"/r/{tokens[4]}x",
                $"/u/{tokens[4]}/nowhere",
                $"/r/{tokens[4]}?language=secret",
            }
        )
        {
            await DoAsync(_site.Client.GetAsync(path));
            await DoAsync(_site.Client.PostAsync(path, new StringContent("secret words", null, "text/plain")));
        }
        await _site.Organisation.RunAsync("alter table comment add constraint broken check (text not like 'secret%') not valid");
        Assert.That(await AnswerAsync(tokens[5]), Is.EqualTo(HttpStatusCode.InternalServerError));
        await _site.Organisation.RunAsync("alter table invitation rename to hidden");
        Assert.That(await AnswerAsync(tokens[6]), Is.EqualTo(HttpStatusCode.InternalServerError));

        var log = _site.Api.Log.Everything;
        Assert.Multiple(() =>
        {
            Assert.That(_site.Api.Log.Errors, Is.Not.Empty);
            Assert.That(
                log,
                Does.Not.Contain("secret words").And.Not.Contain("@example.org").And.Not.Contain(Client).And.Not.Contain("Sales ")
            );
            foreach (var token in tokens)
            {
                Assert.That(log, Does.Not.Contain(token));
            }
            foreach (var invitation in _site.Wave.Invitations)
            {
                Assert.That(log, Does.Not.Contain(invitation.Id.ToString()));
            }
        });
    }

    private async Task<HttpStatusCode> AnswerAsync(string token)
    {
        using var answer = await _site.PostAsync(
            token,
            ("IT-ALL.overall", "4"),
            ("IT-ALL.comment", "secret words"),
            ("IT-ALL:sign", "comment"),
            ("IT-ALL:contactMe", "secret words"),
            ("IT-ALL:thanks", "secret words"),
            ("IT-ALL:notForAYear", "yes")
        );
        return answer.StatusCode;
    }

    private static async Task DoAsync(Task<HttpResponseMessage> request) => (await request).Dispose();
}
