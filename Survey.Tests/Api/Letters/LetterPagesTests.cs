using System.Net;
using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Letters;

public sealed class LetterPagesTests : WithServer
{
    private const string List = "/programme/letters";
    private const string Invitation = List + "/MONTHLY?in=fi&kind=invitation";

    [Test]
    public async Task HR_saves_own_words_and_the_list_says_so()
    {
        var form = await OpenAsync();

        var answer = await form.PostAsync(Invitation, Words(" {services} \t", "One.\r\nTwo."));

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(Invitation + "&done=saved"));
        var page = await PageAsync(form, answer.Headers.Location!.ToString());
        Assert.Multiple(async () =>
        {
            Assert.That(page.QuerySelector("[role=status]")!.TextContent, Is.EqualTo("Your words are saved."));
            Assert.That(page.QuerySelector("#subject")!.GetAttribute("value"), Is.EqualTo("{services}"));
            Assert.That(page.QuerySelector("#introduction")!.TextContent.Trim(), Is.EqualTo("One.\nTwo."));
            Assert.That(page.Body!.TextContent, Does.Contain("Last saved on 2 March 2026 by hr1@example.org."));
            Assert.That(await StatesAsync(form), Is.EqualTo(new[] { ("suomi", "own words") }));
        });
    }

    [Test]
    public async Task The_built_in_text_comes_back_by_a_button_or_by_emptying_the_fields()
    {
        var form = await OpenAsync();
        foreach (var words in new[] { Words("A", "A", "builtIn"), Words(" ", "\r\n") })
        {
            await form.PostAsync(Invitation, Words("A", "A"));
            var answer = await form.PostAsync(Invitation, words);

            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(Invitation + "&done=builtIn"));
            Assert.That(await StatesAsync(form), Is.Empty);
        }
    }

    [Test]
    public async Task A_preview_shows_the_real_letter_and_stores_nothing()
    {
        await Organisation.RunAsync(
            "update unit set names = '{\"en\": \"x\", \"fi\": \"Henkilöstöhallinto ja erittäin pitkä nimi\"}' where code = 'HR'"
        );
        var form = await OpenAsync();

        var answer = await form.PostAsync(Invitation, Words("Hei {services}", "Yksi & kaksi.\r\n{organisation}", "preview"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var page = await ReadAsync(answer);
        var frame = page.QuerySelector("iframe")!;
        var letter = await form.Client.GetAsync(frame.GetAttribute("src"));
        var html = await ReadAsync(letter);
        Assert.Multiple(async () =>
        {
            Assert.That(page.QuerySelector("#subject")!.GetAttribute("value"), Is.EqualTo("Hei {services}"), "what was entered stays");
            Assert.That(frame.GetAttribute("sandbox"), Is.Empty);
            Assert.That(html.QuerySelector("h1")!.TextContent, Does.StartWith("Hei Henkilöstöhallinto ja erittäin pitkä nimi, "));
            Assert.That(
                html.QuerySelectorAll("p").Select(paragraph => paragraph.TextContent),
                Does.Contain("Yksi & kaksi.").And.Contain("ROOT (fi)")
            );
            Assert.That(page.QuerySelector("pre")!.TextContent, Does.Contain("\nYksi & kaksi.\n\nROOT (fi)\n"));
            Assert.That(
                letter.Headers.GetValues("Content-Security-Policy").Single(),
                Does.StartWith("default-src 'none'").And.EndsWith("; sandbox").And.Contain("frame-ancestors 'self'")
            );
            Assert.That(await Organisation.OneAsync<int>("select count(*)::int from pulse_letter"), Is.Zero);
        });
    }

    [Test]
    public async Task What_is_wrong_is_said_a_sentence_each_and_what_was_entered_stays_but_is_not_stored()
    {
        var form = await OpenAsync();
        await form.PostAsync(Invitation, Words("Before", null));

        foreach (var action in new[] { "", "preview" })
        {
            var answer = await form.PostAsync(
                Invitation,
                Words("Hi {nobody}\r\nBcc: x", "<b>{</b> www.example.org " + new string('x', 1000), action)
            );

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            var page = await ReadAsync(answer);
            Assert.Multiple(async () =>
            {
                Assert.That(
                    page.QuerySelectorAll("#subject-problems p").Select(problem => problem.TextContent),
                    Is.EqualTo(
                        new[]
                        {
                            "The subject must stay on one line.",
                            "There is no placeholder {nobody}: please choose one of those below.",
                        }
                    )
                );
                Assert.That(
                    page.QuerySelectorAll("#introduction-problems p").Select(problem => problem.TextContent),
                    Is.EqualTo(
                        new[]
                        {
                            "At most 1000 characters, please: there are 1025.",
                            "A brace stands alone: a placeholder begins with one and ends with one.",
                            "Web addresses are not possible here: the letter has its own personal links.",
                            "HTML is not possible here: please write plain text.",
                        }
                    )
                );
                Assert.That(page.QuerySelector("#subject")!.GetAttribute("value"), Does.StartWith("Hi {nobody}"));
                Assert.That(page.QuerySelector("#introduction")!.TextContent, Does.Contain("<b>{</b> www.example.org"));
                Assert.That(await Organisation.OneAsync<string>("select string_agg(subject, ',') from pulse_letter"), Is.EqualTo("Before"));
            });
        }
    }

    [Test]
    public async Task Stored_words_that_became_invalid_are_shown_with_their_problem()
    {
        await Organisation.RunAsync(
            """
            insert into pulse_letter (pulse_id, kind, language, subject, saved_at, saved_by)
            select id, 'invitation', 'fi', 'Hi {was_once}', '2026-01-01Z', 'hr1@example.org' from pulse
            """
        );
        var form = await OpenAsync();

        Assert.That(await StatesAsync(form), Is.EqualTo(new[] { ("suomi", "needs fixing") }));
        Assert.That((await PageAsync(form, Invitation)).QuerySelector("#subject-problems")!.TextContent, Does.Contain("{was_once}"));
    }

    [Test]
    public async Task The_fields_say_what_stands_in_an_empty_one()
    {
        var form = await OpenAsync();
        await form.PostAsync(List + "/MONTHLY?in=en&kind=invitation", Words("Ours by {closing_day}", null));

        var invitation = await PageAsync(form, List + "/MONTHLY?in=en&kind=invitation");
        var reminder = await PageAsync(form, List + "/MONTHLY?in=en&kind=reminder");

        Assert.That(
            invitation.QuerySelectorAll("#subject-hint .built-in").Select(words => words.TextContent),
            Is.EqualTo(
                new[] { "Survey – {services}: how well does it work for you?", "Survey – how well do these 3 services work for you?" }
            )
        );
        Assert.That(
            reminder.QuerySelectorAll("#subject-hint .built-in").Select(words => words.TextContent),
            Is.EqualTo(new[] { "Reminder: Ours by {closing_day}" })
        );
        Assert.That(
            reminder.QuerySelector("#introduction-hint .built-in")!.TextContent,
            Does.StartWith("A few days ago {organisation} sent you a survey")
        );
    }

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public async Task Every_letter_has_its_page_in_every_language(string language)
    {
        var form = await OpenAsync();
        foreach (var kind in new[] { "invitation", "reminder", "last_day" })
        {
            var page = await PageAsync(form, $"{List}/MONTHLY?language={language}&kind={kind}");

            Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
            Assert.That(
                page.QuerySelector("#subject")!.GetAttribute("lang"),
                Is.EqualTo(language),
                "the letter in the language of the page, unless another is asked for"
            );
            Assert.That(page.QuerySelector("pre")!.TextContent, Has.Length.GreaterThan(500));
        }
    }

    [Test]
    public async Task A_pulse_without_relationships_has_nothing_to_show_yet()
    {
        await Organisation.RunAsync("delete from relationship");
        var form = await OpenAsync();

        var page = await PageAsync(form, Invitation);

        Assert.That(page.QuerySelector("iframe"), Is.Null);
        Assert.That(page.Body!.TextContent, Does.Contain("There is nothing to show yet"));
    }

    [TestCase("/NONE?in=fi&kind=invitation")]
    [TestCase("/MONTHLY?in=de&kind=invitation")]
    [TestCase("/MONTHLY?in=fi&kind=signIn")]
    [TestCase("/MONTHLY/preview?in=fi&kind=invitation&subject=*&introduction=")]
    public async Task What_is_no_letter_is_not_there(string address)
    {
        var form = await OpenAsync();

        Assert.That((await form.Client.GetAsync(List + address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Letters_are_for_HR_only()
    {
        var admin = await Server.ClientOfAsync("root@example.org", "admin");
        foreach (var address in new[] { List, Invitation, List + "/MONTHLY/preview?in=fi&kind=invitation" })
        {
            Assert.That((await admin.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), address);
        }
        var form = await Form.OpenAsync(Server, "/programme", $"survey-session={await Server.SessionAsync("root@example.org", "admin")}");
        Assert.That((await form.PostAsync(Invitation, Words("A", "A"))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from pulse_letter"), Is.Zero);
    }

    private async Task<Form> OpenAsync() =>
        await Form.OpenAsync(Server, Invitation, $"survey-session={await Server.SessionAsync("hr1@example.org", "hr")}");

    private static Dictionary<string, string> Words(string? subject, string? introduction, string action = "") =>
        new()
        {
            ["subject"] = subject ?? "",
            ["introduction"] = introduction ?? "",
            ["do"] = action,
        };

    /// <summary>The language and state of the letters that are not as built in.</summary>
    private static async Task<IReadOnlyList<(string Language, string State)>> StatesAsync(Form form) =>
        [
            .. (await PageAsync(form, List))
                .QuerySelectorAll("td")
                .Where(cell => cell.TextContent.Trim() != "built-in text")
                .Select(cell => (cell.ParentElement!.QuerySelector("th")!.TextContent, cell.TextContent.Trim())),
        ];

    private static async Task<IDocument> PageAsync(Form form, string address) => await ReadAsync(await form.Client.GetAsync(address));

    private static async Task<IDocument> ReadAsync(HttpResponseMessage answer) =>
        await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
}
