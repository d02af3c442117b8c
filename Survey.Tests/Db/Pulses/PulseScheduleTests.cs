using Quartz;
using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Tests.Db.Pulses;

public sealed class PulseScheduleTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Every_rule_of_the_page_comes_back_from_its_cron()
    {
        var rules = All().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(rules, Has.Count.GreaterThan(1400));
            foreach (var rule in rules)
            {
                Assert.That(PulseSchedule.Parse(rule.ToCron()), Is.EqualTo(rule), rule.ToCron());
            }
        });
    }

    [Test]
    public void Quartz_opens_on_the_days_that_the_words_say()
    {
        foreach (var rule in All())
        {
            var cron = new CronExpression(rule.ToCron(), TimeZoneInfo.Utc);
            var openings = new List<DateTimeOffset>();
            for (
                var next = cron.GetNextValidTimeAfter(NewYear.AddSeconds(-1));
                next < NewYear.AddYears(1);
                next = cron.GetNextValidTimeAfter(next.Value)
            )
            {
                openings.Add(next.Value);
            }
            Assert.That(
                openings,
                Has.Count.EqualTo(rule.Every == Rhythm.Week ? 52 : 12 / PulseSchedule.MonthsOf(rule.Every)).Or.Count.EqualTo(53)
            );
            Assert.That(openings, Has.All.Matches<DateTimeOffset>(opening => IsOf(rule, opening)), rule.ToCron());
        }
    }

    [TestCase("0 0 9 ? * 2#1", Rhythm.Month, 1, 1, 1, null)]
    [TestCase("0 0 9 ? * mon#1 *", Rhythm.Month, 1, 1, 1, null)]
    [TestCase("0 0 9 ? JAN,APR,JUL,OCT MON#2", Rhythm.Quarter, 1, 2, 1, null)]
    [TestCase("0 0 9 8 2,5,8,11 ?", Rhythm.Quarter, 2, null, null, 8)]
    [TestCase("0 0 9 1 1/3 ?", Rhythm.Quarter, 1, null, null, 1)]
    [TestCase("0 0 9 22 * ?", Rhythm.Month, 1, null, null, 22)]
    [TestCase("0 0 9 ? * 1", Rhythm.Week, 1, null, 7, null)]
    [TestCase("0 0 9 ? 6 6L", Rhythm.Year, 6, 0, 5, null)]
    public void Other_spellings_are_understood(string cron, Rhythm every, int month, int? nth, int? weekday, int? day) =>
        Assert.That(PulseSchedule.Parse(cron), Is.EqualTo(new PulseSchedule(every, month, nth, weekday, day, new TimeOnly(9, 0))));

    [TestCase("0 0 9 * * ?")]
    [TestCase("0 0 9 31 * ?")]
    [TestCase("0 0 9 1,15 * ?")]
    [TestCase("0 0 9 ? * MON#5")]
    [TestCase("0 0 9 ? * MON,THU")]
    [TestCase("0 0 9 ? 2 MON")]
    [TestCase("0 0 9 ? 1,2,3 MON#1")]
    [TestCase("0 0 9 LW * ?")]
    [TestCase("30 0 9 1 * ?")]
    [TestCase("0 0 9 1 1 ? 2027")]
    [TestCase("0 0/5 9 1 * ?")]
    [TestCase("nonsense")]
    [TestCase("")]
    public void What_words_cannot_say_stays_a_cron(string cron) => Assert.That(PulseSchedule.Parse(cron), Is.Null);

    private static IEnumerable<PulseSchedule> All()
    {
        var times = new[] { new TimeOnly(0, 0), new TimeOnly(9, 5), new TimeOnly(23, 59) };
        foreach (var every in Enum.GetValues<Rhythm>())
        {
            for (var month = 1; month <= Math.Max(1, PulseSchedule.MonthsOf(every)); month++)
            {
                var at = times[month % times.Length];
                for (var weekday = 1; weekday <= 7; weekday++)
                {
                    for (var nth = PulseSchedule.Last; nth <= 4; nth++)
                    {
                        yield return new(every, month, every == Rhythm.Week ? null : nth, weekday, null, at);
                    }
                }
                for (var day = PulseSchedule.Last; day <= PulseSchedule.LatestDay && every != Rhythm.Week; day++)
                {
                    yield return new(every, month, null, null, day, at);
                }
            }
        }
    }

    private static bool IsOf(PulseSchedule rule, DateTimeOffset opening)
    {
        var day = DateOnly.FromDateTime(opening.DateTime);
        var lastDay = DateTime.DaysInMonth(day.Year, day.Month);
        return TimeOnly.FromDateTime(opening.DateTime) == rule.At
            && (rule.Every == Rhythm.Week || rule.InMonths.Contains(day.Month))
            && (rule.Weekday is null || rule.Weekday == LocalTime.IsoWeekday(day))
            && rule.Nth switch
            {
                null => true,
                PulseSchedule.Last => day.Day + 7 > lastDay,
                var nth => (day.Day - 1) / 7 + 1 == nth,
            }
            && (rule.Day is null || day.Day == (rule.Day == PulseSchedule.Last ? lastDay : rule.Day));
    }
}
