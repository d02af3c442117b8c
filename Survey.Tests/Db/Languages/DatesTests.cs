using Survey.Db.Languages;

namespace Survey.Tests.Db.Languages;

public sealed class DatesTests
{
    [TestCase(2, 15, "15. veebruaril 2026", "15. veebruarini 2026")]
    [TestCase(5, 1, "1. mail 2026", "1. maini 2026")]
    [TestCase(12, 11, "11. detsembril 2026", "11. detsembrini 2026")]
    public void Estonian_puts_the_month_into_a_case(int month, int day, string on, string until)
    {
        var language = Language.Of("et");
        var date = new DateOnly(2026, month, day);

        Assert.That((language.DayOn(date), language.DayUntil(date)), Is.EqualTo((on, until)));
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("pl")]
    [TestCase("fr")]
    public void The_other_languages_say_a_day_in_one_way(string code)
    {
        var language = Language.Of(code);
        foreach (var date in Enumerable.Range(1, 12).SelectMany(month => new DateOnly[] { new(2026, month, 1), new(2026, month, 11) }))
        {
            Assert.That(new[] { language.DayOn(date), language.DayUntil(date) }, Is.All.EqualTo(language.Day(date)));
        }
    }

    [TestCase("en", "11 December 2026", "end of day")]
    [TestCase("fi", "11. joulukuuta 2026", "klo 24")]
    [TestCase("et", "11. detsembrini 2026", "kell 24.00")]
    [TestCase("pl", "11 grudnia 2026", "godz. 24:00")]
    [TestCase("fr", "11 décembre 2026", "minuit")]
    public void A_survey_that_closes_at_midnight_is_open_until_the_end_of_the_day_before(string code, string day, string time)
    {
        var closing = new ClosingMoment(new DateTimeOffset(2026, 12, 12, 0, 0, 0, TimeSpan.FromHours(2)), Language.Of(code));

        Assert.That((closing.UntilDay, closing.Time), Is.EqualTo((day, time)));
    }

    [Test]
    public void A_survey_that_closes_at_another_hour_is_open_until_that_hour()
    {
        var closing = new ClosingMoment(new DateTimeOffset(2026, 12, 12, 9, 0, 0, TimeSpan.FromHours(2)), Language.Of("fi"));

        Assert.That((closing.UntilDay, closing.Time), Is.EqualTo(("12. joulukuuta 2026", "klo 9.00")));
    }
}
