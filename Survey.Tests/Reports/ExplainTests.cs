using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Languages;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Marks;
using Survey.Reports.Look;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

public sealed class ExplainTests
{
    private static IEnumerable<string> Languages => Language.Codes;

    [TestCaseSource(nameof(Languages))]
    public void Every_topic_is_explained_and_says_its_minimum_where_it_has_one(string language)
    {
        var texts = Language.Of(language);

        foreach (var topic in Explanations.Topics)
        {
            Assert.That(texts[$"explain.{topic}.title"], Is.Not.Empty);
            Assert.That(
                Explanations.Text(topic, 6, texts).Contains('6'),
                Is.EqualTo(topic is "hidden" or "comments" or "recommendation"),
                topic
            );
        }
        Assert.That(
            texts.Keys.Count(key =>
                key.StartsWith("explain.", StringComparison.Ordinal) && key.EndsWith(".text", StringComparison.Ordinal)
            ),
            Is.EqualTo(Explanations.Topics.Count()),
            "a text that no topic shows"
        );
    }

    [Test]
    public async Task Several_on_a_page_open_each_their_own_words()
    {
        var page = await BrowsingContext
            .New()
            .OpenAsync(async request => request.Content(await HtmlAsync(printing: false, "mean", "mean", "interval")));

        var opened = page.QuerySelectorAll(".explain-button").Select(button => button.GetAttribute("popovertarget")!).ToList();
        Assert.That(opened, Is.Unique);
        Assert.That(
            opened.Select(id => page.GetElementById(id)!.QuerySelector(".explain-title")!.TextContent),
            Is.EqualTo(new[] { "Mean", "Mean", "95% interval" })
        );
    }

    [Test]
    public async Task Paper_has_nothing_to_press() => Assert.That(await HtmlAsync(printing: true, "mean"), Is.Empty);

    [Test]
    public async Task It_opens_and_closes_with_the_keyboard_and_without_script()
    {
        var page = await Browser.NewPageAsync(javaScript: false, width: 360);
        await page.SetContentAsync($"<style>{Stylesheet.Text}</style><h2>Mean {await HtmlAsync(printing: false, "mean")}</h2>");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.That(await page.Locator(".explain-text").IsVisibleAsync());
        Assert.That(await page.Locator(".explain-text a").GetAttributeAsync("href"), Is.EqualTo("/help#mean"));
        await page.Keyboard.PressAsync("Escape");
        Assert.That(await page.Locator(".explain-text").IsVisibleAsync(), Is.False);
        await page.Context.DisposeAsync();
    }

    private static async Task<string> HtmlAsync(bool printing, params string[] topics)
    {
        await using var renderer = new HtmlRenderer(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
        var reader = new Reader(Language.Of("en"), printing);
        RenderFragment content = builder =>
        {
            foreach (var topic in topics)
            {
                builder.OpenComponent<Explain>(0);
                builder.AddComponentParameter(1, "Topic", topic);
                builder.CloseComponent();
            }
        };
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Value"] = reader, ["ChildContent"] = content });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<Reader>>(parameters)).ToHtmlString().Trim()
        );
    }
}
