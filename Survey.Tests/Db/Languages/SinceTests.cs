using Survey.Db.Languages;

namespace Survey.Tests.Db.Languages;

public sealed class SinceTests
{
    private static readonly string[] EstonianMonths =
    [
        "jaanuarist",
        "veebruarist",
        "märtsist",
        "aprillist",
        "maist",
        "juunist",
        "juulist",
        "augustist",
        "septembrist",
        "oktoobrist",
        "novembrist",
        "detsembrist",
    ];

    [TestCase("en", "since 1 November", "since 2 November 2025")]
    [TestCase("fi", "1. marraskuuta alkaen", "2. marraskuuta 2025 alkaen")]
    [TestCase("et", "alates 1. novembrist", "alates 2. novembrist 2025")]
    [TestCase("pl", "od 1 listopada", "od 2 listopada 2025")]
    [TestCase("fr", "depuis le 1er novembre", "depuis le 2 novembre 2025")]
    public void A_day_is_in_the_case_that_since_needs_and_names_the_year_if_it_is_another(
        string language,
        string sameYear,
        string otherYear
    )
    {
        var texts = Language.Of(language);

        Assert.That(texts.Since(new DateOnly(2026, 11, 1), 2026), Is.EqualTo(sameYear));
        Assert.That(texts.Since(new DateOnly(2025, 11, 2), 2026), Is.EqualTo(otherYear));
        Assert.That(texts.Since(new DateOnly(2025, 11, 2)), Is.EqualTo(otherYear));
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("pl")]
    [TestCase("fr")]
    public void Months_are_those_of_other_dates(string language)
    {
        var texts = Language.Of(language);

        foreach (var day in Days())
        {
            Assert.That(texts.Since(day), Does.Contain(texts.Day(day)));
        }
    }

    [Test]
    public void Estonian_months_are_in_the_elative() =>
        Assert.That(Days().Select(day => Language.Of("et").Since(day, day.Year).Split(' ')[^1]), Is.EqualTo(EstonianMonths));

    private static IEnumerable<DateOnly> Days() => Enumerable.Range(1, 12).Select(month => new DateOnly(2026, month, 7));
}
