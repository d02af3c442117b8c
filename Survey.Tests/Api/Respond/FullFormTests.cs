using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>The form of three services with many choices and many texts, filled in to the last letter.</summary>
public sealed class FullFormTests
{
    private const int Letters = 2000;

    private ApiServer _api = null!;
    private Organisation _organisation = null!;
    private OpenWave _wave = null!;
    private int _next;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiServer.StartAsync();
        _organisation = new Organisation(_api.Test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("STAFF", "ROOT", people: 12);
        await _organisation.JourneyAsync(Long());
        foreach (var unit in new[] { "IT", "HR", "SHOP" })
        {
            await _organisation.UnitAsync(unit, "ROOT", people: 3);
            await _organisation.RelationshipAsync($"{unit}-STAFF", unit, "STAFF", journey: "long");
        }
        await _organisation.PulseAsync("P");
        _wave = await OpenWave.OpenAsync(_organisation, "P");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase('a')]
    [TestCase('я')]
    [TestCase('ქ')]
    public async Task Whatever_the_page_lets_one_enter_is_stored(char letter)
    {
        var (path, fields) = await FillAsync(letter);

        using var body = new FormUrlEncodedContent(fields);
        using var answer = await _api.Client.PostAsync(path, body);

        TestContext.Out.WriteLine($"{fields.Count} fields, {body.Headers.ContentLength} bytes");
        Assert.That(fields, Has.Count.GreaterThan(600));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
        Assert.That(
            await _organisation.OneAsync<int>(
                "select count(*)::int from comment where text = repeat(@letter, @Letters)",
                new { letter = $"{letter}", Letters }
            ),
            Is.EqualTo(3 * Texts)
        );
    }

    [Test]
    public async Task Every_text_takes_the_direction_of_its_script()
    {
        var page = await Html.ParseAsync(await _api.Client.GetStringAsync($"/r/{RespondSite.Token(_wave.Invitations[_next++])}"));

        Assert.That(page.QuerySelectorAll("textarea").Select(text => text.GetAttribute("dir")), Is.Not.Empty.And.All.EqualTo("auto"));
    }

    [Test]
    public async Task It_waits_on_the_page_in_full_while_the_database_is_away()
    {
        var (path, fields) = await FillAsync('ქ');
        await using var way = new Detour(_api.Test.ConnectionString);
        await using var cut = ApiServer.Start(_api.Test, ("ConnectionStrings:Survey", way.ConnectionString));
        await way.CutAsync();

        using var answer = await cut.Client.PostAsync(path, new FormUrlEncodedContent(fields));

        var page = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(page.QuerySelectorAll("form input").Length, Is.EqualTo(fields.Count));
    }

    [Test]
    public async Task More_than_the_page_lets_one_enter_is_too_large()
    {
        var (path, fields) = await FillAsync('ქ');

        using var answer = await _api.Client.PostAsync(path, new FormUrlEncodedContent([.. fields, .. fields]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_document_may_hold_its_letters_as_escapes()
    {
        var (path, _) = await FillAsync('a');
        var text = string.Concat(Enumerable.Repeat("\\u10e6", Letters));
        var answers = string.Join(',', Enumerable.Range(1, Texts).Select(number => $"\"text-{number}\":\"{text}\""));
        var services = string.Join(
            ',',
            new[] { "IT", "HR", "SHOP" }.Select(unit => $$$"""{"code":"{{{unit}}}-STAFF","answers":{"overall":4,{{{answers}}}}}""")
        );

        using var answer = await _api.Client.PostAsync(
            "/api/v1/responses",
            new StringContent($$"""{"token":"{{path.Split('/', '?')[2]}}","relationships":[{{services}}]}""", null, "application/json")
        );

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    private const int Texts = 20;

    private static Questionnaire Long() =>
        new()
        {
            Code = "long",
            Name = LocalizedText.Of("Long"),
            BreakdownPoints = [],
            Questions =
            [
                new()
                {
                    Key = Item.Overall,
                    Kind = QuestionKind.Rating,
                    Text = LocalizedText.Of("Overall?"),
                },
                .. Enumerable
                    .Range(1, 9)
                    .Select(number => new Question
                    {
                        Key = $"choices-{number}",
                        Kind = QuestionKind.Choices,
                        Text = LocalizedText.Of("Which?"),
                        Options =
                        [
                            .. Enumerable
                                .Range(1, 20)
                                .Select(option => new Option { Code = $"option-{option}", Text = LocalizedText.Of($"Option {option}") }),
                        ],
                    }),
                .. Enumerable
                    .Range(1, Texts)
                    .Select(number => new Question
                    {
                        Key = $"text-{number}",
                        Kind = QuestionKind.Text,
                        Text = LocalizedText.Of("What?"),
                    }),
            ],
        };

    /// <summary>The next person's form as a browser sends it: the highest rating, every choice, every text full of one letter.</summary>
    private async Task<(string Path, List<KeyValuePair<string, string>> Fields)> FillAsync(char letter)
    {
        var token = RespondSite.Token(_wave.Invitations[_next++]);
        var form = (IHtmlFormElement)
            (await Html.ParseAsync(await _api.Client.GetStringAsync($"/r/{token}"))).QuerySelector("form.respond-form")!;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in form.QuerySelectorAll("textarea, input"))
        {
            var (name, value) = (field.GetAttribute("name")!, field.GetAttribute("value") ?? "");
            var isSent = field switch
            {
                IHtmlTextAreaElement => true,
                IHtmlInputElement { Type: "radio" } => value is "5" or "more",
                IHtmlInputElement { Type: "checkbox" } => !name.EndsWith(":noContact", StringComparison.Ordinal),
                _ => true,
            };
            if (isSent)
            {
                fields.Add(KeyValuePair.Create(name, field is IHtmlTextAreaElement ? new string(letter, Letters) : value));
            }
        }
        return (form.GetAttribute("action")!, fields);
    }
}
