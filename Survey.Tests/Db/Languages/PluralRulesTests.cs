using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Languages;

public sealed class PluralRulesTests
{
    [Test]
    public async Task The_rules_of_each_language_are_those_of_the_browser()
    {
        int[] counts = [.. Enumerable.Range(0, 1_300), 10_000, 100_000, 999_999, 1_000_000, 1_000_001, 3_000_000];
        var page = await Browser.NewPageAsync();
        foreach (var code in Language.Codes)
        {
            var browsers = await page.EvaluateAsync<string[]>(
                "([code, counts]) => counts.map(count => new Intl.PluralRules(code).select(count))",
                new object[] { code, counts }
            );

            Assert.That(counts.Select(Language.Of(code).Plurals.CategoryOf), Is.EqualTo(browsers), code);
        }
        await page.Context.DisposeAsync();
    }

    [Test]
    public void The_languages_come_in_the_order_of_their_files() =>
        Assert.That(Language.Codes, Is.EqualTo(new[] { "en", "fi", "et", "pl", "fr" }));

    [TestCase("one: i == 1")]
    [TestCase("one: x = 1")]
    [TestCase("one: i = 1..")]
    public void A_rule_that_cannot_be_read_is_refused(string rules) =>
        Assert.That(() => new PluralRules(rules), Throws.TypeOf<FormatException>());
}
