using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys;

/// <summary>Somebody answers from the invitation, on a phone.</summary>
internal static class MailedForm
{
    /// <summary>Clicks that overall rating in the mail, rates the step "waiting", writes a comment and sends it.</summary>
    public static async Task AnswerAsync(this ReceivedMail mail, string relationship, int rating, int waiting, string comment)
    {
        var letter = new HtmlParser().ParseDocument(mail.Parts["text/html"]);
        var link = letter
            .QuerySelectorAll("a")
            .Select(anchor => anchor.GetAttribute("href")!)
            .Single(address => address.EndsWith($"#{relationship}.overall={rating}", StringComparison.Ordinal));
        var page = await Browser.NewPageAsync(width: 360);
        await page.GotoAsync(link);
        Assert.That(
            await page.Locator($"input[name='{relationship}.overall'][value='{rating}']").IsCheckedAsync(),
            "the rating clicked in the mail"
        );
        await page.Locator($"input[name='{relationship}.waiting'][value='{waiting}']").CheckAsync();
        await page.Locator($"textarea[name='{relationship}.comment']").FillAsync(comment);
        await page.ReadForASecondAsync();
        await page.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("form")).ToHaveCountAsync(0);
        await page.Context.DisposeAsync();
    }
}
