using Survey.Db.Languages;
using Survey.Db.Zones;

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

    [TestCase("en", "Friday, 11 December, end of day", "Friday, 11 December, end of day")]
    [TestCase("fi", "perjantaina 11. joulukuuta klo 24", "perjantaihin 11. joulukuuta klo 24")]
    [TestCase("et", "reedel, 11. detsembril kell 24.00", "reedeni, 11. detsembrini kell 24.00")]
    [TestCase("pl", "w\u00a0piątek, 11 grudnia, godz. 24:00", "piątku, 11 grudnia, godz. 24:00")]
    [TestCase("fr", "vendredi 11 décembre à minuit", "vendredi 11 décembre à minuit")]
    public void A_survey_that_closes_at_midnight_is_open_until_the_end_of_the_day_before(string code, string on, string until)
    {
        var closing = new ClosingMoment(new DateTimeOffset(2026, 12, 12, 0, 0, 0, TimeSpan.FromHours(2)), Language.Of(code));

        Assert.That((closing.On, closing.Until), Is.EqualTo((on, until)));
    }

    [TestCase("en", "Thursday, 10 December, 18:00")]
    [TestCase("fi", "torstaihin 10. joulukuuta klo 18.00")]
    [TestCase("et", "neljapäevani, 10. detsembrini kell 18.00")]
    [TestCase("pl", "czwartku, 10 grudnia, godz. 18:00")]
    [TestCase("fr", "jeudi 10 décembre à 18\u00a0h\u00a000")]
    public void A_survey_that_closes_at_another_hour_is_open_until_that_hour(string code, string until)
    {
        var instant = new DateTimeOffset(2026, 12, 10, 16, 0, 0, TimeSpan.Zero);

        Assert.That(ClosingMoment.In("Europe/Tallinn", instant, Language.Of(code)).Until, Is.EqualTo(until));
    }

    [Test]
    public void A_weekday_belongs_to_its_date_in_every_language()
    {
        foreach (var language in Language.Codes.Select(Language.Of))
        {
            var days = Enumerable.Range(6, 7).Select(day => language.WeekdayOn(new DateOnly(2026, 12, day)).Split(' ', ',')[0]);
            var names = language.Culture.DateTimeFormat.DayNames.Select(name => name[..4]);

            Assert.That(days.Zip(names, (day, name) => day.Contains(name, StringComparison.Ordinal)), Is.All.True, language.Code);
        }
        Assert.That(Language.Of("fr").WeekdayOn(new DateOnly(2026, 12, 1), withYear: true), Is.EqualTo("mardi 1er décembre 2026"));
    }
}
