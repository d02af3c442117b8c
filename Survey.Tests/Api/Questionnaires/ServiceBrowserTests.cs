using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Questionnaires;

public sealed class ServiceBrowserTests : InServicePages
{
    [Test]
    public async Task The_form_is_tried_in_the_frame_of_a_phone_as_an_invited_person_would()
    {
        await BeginAsync("it_support");
        var page = await PageAsync(1440);
        await page.GotoAsync($"{Server.Address}programme/services/it_support/try");
        var form = page.FrameLocator("iframe.phone");
        await form.Locator("input[name='it_support.waiting'][value='2']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForTimeoutAsync(1100);

        await form.Locator("label:has(input[name='it_support.waiting'][value='2'])").ClickAsync();
        await page.PictureAsync("services-try-1440");
        await form.Locator("label:has(input[name='it_support.overall'][value='4'])").ClickAsync();
        await form.Locator(".respond-send button[type=submit]").ClickAsync();

        await form.GetByText("Your answers have arrived.").WaitForAsync();
        Assert.That(await page.Locator("html").GetAttributeAsync("lang"), Is.EqualTo("en"));
        await page.Context.DisposeAsync();
    }

    [TestCase(360, "en")]
    [TestCase(360, "fr")]
    [TestCase(1440, "en")]
    [TestCase(1440, "pl")]
    public async Task Pages_of_a_template_fit_the_screen_and_are_accessible(int width, string language)
    {
        await BeginAsync("it_support");
        await EditAsync(Address("it_support") + "/steps/reach", ("promise.fi", ""), ("target", "4.1"));
        await SendAsync(Address("it_support") + "/steps/follow_up/retire");
        var page = await PageAsync(width);
        foreach (
            var (name, address) in new[]
            {
                ("list", "?"),
                ("template", "?template=supplier&"),
                ("service", "/it_support?"),
                ("step", "/it_support/steps/reach?"),
                ("question", "/it_support/questions/waited_for?"),
                ("try", "/it_support/try?"),
            }
        )
        {
            await page.GotoAsync($"{Server.Address}programme/services{address}language={language}");
            await page.PictureAsync($"services-{name}-{width}-{language}");
            Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), address);
            Assert.That(await page.AxeAsync(), Is.Empty, address);
        }
        await page.Context.DisposeAsync();
    }

    private async Task<IPage> PageAsync(int width)
    {
        var page = await Browser.NewPageAsync(width: width);
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await Server.SessionAsync("hr1@example.org"),
                Url = Server.Address.ToString(),
            },
        ]);
        return page;
    }
}
