using Survey.Db.Languages;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.LeadMails;

/// <summary>Both forms of a mail say the same, in each language (rule B4).</summary>
public sealed class LeadMailLanguageTests : InLeadMails
{
    private static IEnumerable<string> Languages => Language.Codes;

    [TestCaseSource(nameof(Languages))]
    public async Task Text_and_HTML_say_the_same(string language)
    {
        await Organisation.RunAsync("update person set language = @language", new { language });
        var subjects = new List<string>();
        foreach (var mail in (await RoundAsync(Sealed)).Concat(await RoundAsync(Sealed.AddDays(8).AddHours(9))))
        {
            subjects.Add(mail.Subject);
            await CompareAsync(mail);
        }

        Assert.That(subjects, Has.Count.GreaterThanOrEqualTo(4));
        Assert.That(
            subjects.Count(subject =>
                subject.StartsWith(Language.Of(language)["letters.cases.subject.notTakenUp"].Split('{')[0], StringComparison.Ordinal)
            ),
            Is.EqualTo(1)
        );
    }

    private static async Task CompareAsync(OutgoingMail mail)
    {
        using var page = await Html.ParseAsync(mail.Html);
        var words = Plain(
            page.Body!.TextContent
                + string.Concat(page.QuerySelectorAll("a,img").Select(one => one.GetAttribute("href") + one.GetAttribute("alt")))
        );
        foreach (var line in mail.Text.Split('\n').Select(line => line.Trim(' ', '*', ':')).Where(line => line.Length > 2))
        {
            var label = line.IndexOf(": http", StringComparison.Ordinal);
            Assert.That(words, Does.Contain(Plain(label > 0 ? line[..label] : line)), mail.Text);
        }
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
