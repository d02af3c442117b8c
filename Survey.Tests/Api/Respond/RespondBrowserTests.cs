using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class RespondBrowserTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task Without_JavaScript_follow_ups_appear_sections_fold_and_answers_are_stored()
    {
        var page = await Browser.NewPageAsync(javaScript: false, width: 360);
        await page.GotoAsync(Address(RespondSite.Token(_site.Next())));
        var followUp = page.Locator("input[name='IT-ALL.waiting-reason']").First;
        var hidden = await followUp.IsVisibleAsync();
        await page.Locator("input[name='IT-ALL.waiting'][value='2']").CheckAsync();
        var shown = await followUp.IsVisibleAsync();
        await page.Locator("input[name='IT-ALL.waiting'][value='3']").CheckAsync();
        var hiddenAgain = await followUp.IsVisibleAsync();
        await page.Locator("input[name='HR-SALES:noContact']").CheckAsync();
        var folded = await page.Locator("input[name='HR-SALES.overall']").First.IsVisibleAsync();
        await page.Locator("input[name='IT-ALL.overall'][value='5']").CheckAsync();

        await page.Locator("button[type=submit]").ClickAsync();
        var notice = await page.Locator("#unrated").InnerTextAsync();
        var kept = await page.Locator("input[name='IT-ALL.overall'][value='5']").IsCheckedAsync();
        await page.SendAsItIsAsync();

        var title = await page.Locator("h1").TextContentAsync();
        await page.Context.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That(notice, Does.StartWith("1 of 3 services is not rated: Your team").And.EndsWith("Go on, or send as it is."));
            Assert.That(kept);
            Assert.That((hidden, shown, hiddenAgain, folded), Is.EqualTo((false, true, false, false)));
            Assert.That(title, Is.EqualTo("Thank you!"));
        });
    }

    [Test]
    public async Task A_rating_behind_the_hash_is_marked_and_the_keyboard_does_the_rest()
    {
        var page = await Browser.NewPageAsync();
        await page.GotoAsync(Address(RespondSite.Token(_site.Next())) + "#IT-ALL.overall=2");
        var marked = await page.Locator("input[name='IT-ALL.overall']:checked").InputValueAsync();

        await page.Keyboard.PressAsync("ArrowRight");
        var moved = await page.Locator("input[name='IT-ALL.overall']:checked").InputValueAsync();
        for (var i = 0; i < 60 && await page.EvaluateAsync<string>("document.activeElement.type") != "submit"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await page.ReadForASecondAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.SendAsItIsAsync();
        await page.WaitForSelectorAsync(".respond-notice");

        var title = await page.Locator("h1").TextContentAsync();
        await page.Context.DisposeAsync();
        Assert.That((marked, moved, title), Is.EqualTo(("2", "3", "Thank you!")));
    }

    [TestCase("#IT-ALL.overall=9")]
    [TestCase("#IT-ALL.comment=1")]
    [TestCase("#%E0%A4%A=1")]
    [TestCase("#=")]
    public async Task A_hash_that_means_nothing_does_nothing(string hash)
    {
        var page = await Browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(Address(RespondSite.Token(_site.Next())) + hash);

        var marked = await page.Locator("input:checked").CountAsync();

        await page.Context.DisposeAsync();
        Assert.That((marked, errors.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Everything_can_be_done_with_the_keyboard_alone()
    {
        var invitation = _site.Next();
        while (invitation.Ratings[0].Relationship == "IT-ALL")
        {
            invitation = _site.Next();
        }
        var page = await Browser.NewPageAsync(width: 360);
        await page.GotoAsync(Address(RespondSite.Token(invitation)));

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(".respond-service:has([name='IT-ALL:noContact']) button.respond-open");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync("[name='IT-ALL.waiting']");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync("[name='IT-ALL.waiting-reason']");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync("[name='IT-ALL.comment']");
        await page.Keyboard.TypeAsync("By keyboard");
        await TabToAsync("[name='IT-ALL:sign']");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(".respond-extras summary");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync("[name='IT-ALL:thanks']");
        await page.Keyboard.TypeAsync("Thanks!");
        await TabToAsync("button[type=submit]");
        await page.ReadForASecondAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#problems")).ToBeFocusedAsync();
        await TabToAsync("#problems a");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync("[name='IT-ALL.overall']");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#unrated")).ToBeFocusedAsync();
        await TabToAsync("#unrated a");
        await TabToAsync("button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you!");

        await page.Context.DisposeAsync();
        Assert.That(
            await _site.Organisation.OneAsync<string>(
                "select concat_ws('|', text, signed_name like 'Sales%') from comment where text = 'By keyboard'"
            ),
            Is.EqualTo("By keyboard|t")
        );
        Assert.That(await _site.Organisation.OneAsync<int>("select count(*)::int from note where text = 'Thanks!'"), Is.EqualTo(1));

        // Whatever has the focus on the way must be seen to have it.
        async Task TabToAsync(string selector)
        {
            for (var i = 0; i < 80; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                var (isThere, isSeen) = (
                    await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector),
                    await page.EvaluateAsync<bool>(
                        "[document.activeElement, document.activeElement.nextElementSibling].some(one => one && "
                            + "getComputedStyle(one).outlineStyle !== 'none')"
                    )
                );
                Assert.That(isSeen, await page.EvaluateAsync<string>("document.activeElement.outerHTML"));
                if (isThere)
                {
                    return;
                }
            }
            Assert.Fail($"The keyboard does not reach {selector}.");
        }
    }

    private string Address(string token) => $"{_site.Api.Address}r/{token}";
}
