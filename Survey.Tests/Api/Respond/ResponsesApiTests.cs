using System.Net;
using System.Text.Json;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class ResponsesApiTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task A_document_is_stored_once_and_then_a_conflict()
    {
        var document = new
        {
            token = RespondSite.Token(_site.Next()),
            relationships = new object[]
            {
                new
                {
                    code = "it-all",
                    contact = true,
                    timeLost = "more",
                    sign = true,
                    contactMe = "Call me",
                    notForAYear = true,
                    answers = new Dictionary<string, object>
                    {
                        ["overall"] = 2,
                        ["waiting"] = "n/a",
                        ["channels"] = new[] { "phone" },
                        ["comment"] = "By API",
                    },
                },
                new { code = "HR-SALES", contact = false },
            },
        };

        using var first = await _site.PostJsonAsync(document);
        using var second = await _site.PostJsonAsync(document);

        Assert.Multiple(async () =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(await first.Content.ReadAsStringAsync(), Is.EqualTo("""{"stored":2}"""));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(second.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(
                await _site.Organisation.ListAsync<string>(
                    "select concat_ws(' ', contact, array_to_string(answers, ',', '-'), time_lost) from response order by contact"
                ),
                Is.EqualTo(new[] { "f -,-,-,-", "t -,-1,-,-,-,-,2,-,-,2 4" })
            );
            Assert.That(await _site.Organisation.OneAsync<string>("select signed_name from comment"), Does.StartWith("Sales "));
        });
    }

    [Test]
    public async Task Every_problem_is_named_by_its_place()
    {
        using var answer = await _site.PostJsonAsync(
            new
            {
                token = RespondSite.Token(_site.Next()),
                relationships = new object[]
                {
                    new
                    {
                        code = "IT-ALL",
                        timeLost = "ages",
                        answers = new Dictionary<string, object>
                        {
                            ["waiting"] = 6,
                            ["intake"] = true,
                            ["other"] = 1,
                        },
                    },
                    new
                    {
                        code = "HR-SALES",
                        contact = false,
                        answers = new Dictionary<string, object> { ["overall"] = 1 },
                    },
                    new { code = "NOBODY" },
                },
            }
        );

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var places = problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(
                places,
                Is.EquivalentTo(
                    new[]
                    {
                        "relationships[0].answers.waiting",
                        "relationships[0].answers.intake",
                        "relationships[0].timeLost",
                        "relationships[0]",
                        "relationships[1]",
                        "relationships[2]",
                    }
                )
            );
        });
    }

    [Test]
    public async Task What_is_no_response_document_is_refused()
    {
        var token = RespondSite.Token(_site.Next());

        Assert.Multiple(async () =>
        {
            Assert.That(await StatusAsync("{"), Is.EqualTo(400));
            Assert.That(await StatusAsync("null"), Is.EqualTo(400));
            Assert.That(await StatusAsync($$"""{"token":"{{token}}","relationships":[null]}"""), Is.EqualTo(400));
            Assert.That(await StatusAsync($$"""{"token":"{{token}}","relationships":[],"extra":1}"""), Is.EqualTo(400));
            Assert.That(
                await StatusAsync($$$"""{"token":"{{{token}}}","relationships":[{"code":"IT-ALL","answers":{"overall":4,"overall":5}}]}"""),
                Is.EqualTo(400)
            );
            Assert.That(await StatusAsync($$"""{"token":"{{token}}","relationships":[]}"""), Is.EqualTo(422));
            Assert.That(await StatusAsync("""{"token":"garbage","relationships":[]}"""), Is.EqualTo(404));
            Assert.That(await StatusAsync(new string(' ', 1_100_000)), Is.EqualTo(413));
            Assert.That(await StatusAsync("a=b", "text/plain"), Is.EqualTo(415));
        });
    }

    [Test]
    public async Task Half_of_a_character_is_named_by_its_place_and_what_nobody_sees_is_taken_out()
    {
        var token = RespondSite.Token(_site.Next());
        string Body(string comment) =>
            $$$"""{"token":"{{{token}}}","relationships":[{"code":"IT-ALL","answers":{"overall":4,"comment":"{{{comment}}}"}}]}""";
        using var half = await _site.Client.PostAsync(
            "/api/v1/responses",
            new StringContent(Body("good \\ud83d"), null, "application/json")
        );

        Assert.Multiple(async () =>
        {
            Assert.That(half.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(
                await half.Content.ReadAsStringAsync(),
                Does.Contain(
                    """{"relationships[0].answers.comment":["One character of this text is damaged: please type the text again."]}"""
                )
            );
            Assert.That(
                await StatusAsync($$$"""{"token":"{{{token}}}","relationships":[{"code":"IT-ALL","contact":false,"thanks":"\ud83d"}]}"""),
                Is.EqualTo(400)
            );
            Assert.That(await StatusAsync(Body("a\\u0000b\\u200b \\u200fc\\u00ad me\\u06cc\\u200c\\u062e")), Is.EqualTo(201));
        });
        Assert.That(await _site.Organisation.ListAsync<string>("select text from comment"), Does.Contain("ab c me\u06cc\u200c\u062e"));
    }

    [Test]
    public async Task A_closed_wave_is_gone()
    {
        await using var site = await RespondSite.StartAsync();
        site.Api.Clock.Now = OpenWave.FirstMonday.AddDays(8);

        using var answer = await site.PostJsonAsync(
            new { token = RespondSite.Token(site.Next()), relationships = new[] { new { code = "IT-ALL", contact = false } } }
        );

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
    }

    private async Task<int> StatusAsync(string body, string type = "application/json")
    {
        using var answer = await _site.Client.PostAsync("/api/v1/responses", new StringContent(body, null, type));
        return (int)answer.StatusCode;
    }
}
