using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Pulses;

public sealed class WaveNameTests : InSmallOrganisation
{
    private const string FirstMonday = "0 0 9 ? * MON#1";

    private static readonly DateOnly Day = new(2026, 12, 7);

    [TestCase("en", "December 2026, monthly")]
    [TestCase("fi", "Joulukuu 2026, kuukausittain")]
    [TestCase("et", "Detsember 2026, igakuine")]
    [TestCase("pl", "Grudzień 2026, miesięczna")]
    [TestCase("fr", "Décembre 2026, mensuelle")]
    public void A_wave_is_called_by_its_month_and_its_pulse(string language, string name)
    {
        var pulse = new LocalizedText(
            new Dictionary<string, string>
            {
                ["en"] = "Monthly",
                ["fi"] = "Kuukausittain",
                ["et"] = "Igakuine",
                ["pl"] = "Miesięczna",
                ["fr"] = "Mensuelle",
            }
        );

        Assert.That(WaveName.Of(pulse, FirstMonday, Day).In(Language.Of(language)), Is.EqualTo(name));
    }

    [TestCase("Front Desk", FirstMonday, "December 2026, Front Desk", TestName = "Only a frequency loses its capital letter")]
    [TestCase("Monthly: IT", FirstMonday, "December 2026, monthly: IT", TestName = "The rest of the name keeps its capital letters")]
    [TestCase("Weekly", "0 0 9 ? * MON", "7 December 2026, weekly", TestName = "Of several waves in a month each has its day")]
    public void A_wave_name(string pulse, string cron, string name) =>
        Assert.That(WaveName.Of(LocalizedText.Of(pulse), cron, Day).In(Language.Of("en")), Is.EqualTo(name));

    [Test]
    public async Task A_pulse_that_was_weekly_once_does_not_name_two_waves_alike()
    {
        await Organisation.PulseAsync("changed", cron: FirstMonday);
        await Organisation.RunAsync(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments)
            select code || '-' || day, id, day::date, 'skipped', 1, day::date, day::date + 3, 5, 10
            from pulse, unnest('{2026-10-05,2026-11-02,2026-11-09}'::text[]) as day where code = 'changed'
            """
        );

        var names = await Organisation.ListAsync<WaveName>("select wave_name(pulse_id, period) from wave where code like 'changed-%' order by period");

        Assert.That(
            names.Select(name => name.In(Language.Of("en"))),
            Is.EqualTo(new[] { "October 2026, changed", "2 November 2026, changed", "9 November 2026, changed" })
        );
    }

    [Test]
    public async Task History_has_no_pulse()
    {
        var name = await Organisation.OneAsync<WaveName>("select wave_name(null, '2024-03-31')");

        Assert.That(name.In(Language.Of("en")), Is.EqualTo("March 2024, from another tool"));
    }
}
