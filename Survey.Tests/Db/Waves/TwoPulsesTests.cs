using Survey.Db.WaveLifecycle;
using Survey.Db.Waves.Sampling;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Half a year of two stored pulses that share a relationship, one of them with one of its own.</summary>
public sealed class TwoPulsesTests : InTwoPulseOrganisation
{
    [TestCase(0.9, TestName = "Half of the people asked each time")]
    [TestCase(0.001, TestName = "Everybody asked each time")]
    public async Task Nobody_is_invited_twice_within_the_quiet_days_or_asked_about_more_than_the_limit(double precision)
    {
        await Organisation.PulseAsync(
            "FORTNIGHT",
            "IT-SHOP",
            cron: "0 0 9 ? * MON",
            quietDays: 14,
            maxRelationships: 1,
            precision: precision
        );
        await Organisation.PulseAsync(
            "MONTH",
            "IT-SHOP,HR-SHOP",
            cron: "0 0 9 ? * MON#1",
            quietDays: 14,
            maxRelationships: 1,
            precision: precision
        );

        await LiveAsync(26);

        var apart = await Organisation.OneAsync<int>(
            """
            select min(later.invited_at::date - earlier.invited_at::date)
            from invitation as earlier
            join invitation as later on later.person_id = earlier.person_id and later.id <> earlier.id
                and later.invited_at >= earlier.invited_at
            """
        );
        var most = await Organisation.OneAsync<int>(
            """
            select max(asked)::int from (select count(*) as asked from invitation_relationship group by invitation_id) as load
            """
        );
        Assert.Multiple(() =>
        {
            Assert.That(apart, Is.GreaterThanOrEqualTo(14));
            Assert.That(most, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task People_whom_a_pulse_may_not_ask_yet_are_counted_and_asked_by_it_the_next_time()
    {
        await Organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 2 3 ?", quietDays: 14, precision: 0.9);
        await Organisation.PulseAsync("OTHER", "IT-SHOP", cron: "0 0 9 ? * MON", firstDate: "2026-03-09", quietDays: 14, precision: 0.001);

        await LiveAsync(12);

        var asked = await Organisation.ListAsync<(string, int)>(
            """
            select wave.code, count(*)::int from invitation join wave on wave.id = wave_id
                where wave.code in ('FIRST-2026-03-02', 'OTHER-2026-03-09', 'OTHER-2026-03-16')
            group by 1 order by 1
            """
        );
        var twice = await Organisation.OneAsync<int>(
            """
            select count(*)::int from (
                select person_id from invitation join wave on wave.id = wave_id where wave.code in ('OTHER-2026-03-09', 'OTHER-2026-03-16')
                group by 1 having count(*) > 1) as twice
            """
        );
        Assert.That(asked.Select(wave => wave.Item1), Is.EqualTo(new[] { "FIRST-2026-03-02", "OTHER-2026-03-09", "OTHER-2026-03-16" }));
        Assert.That(asked[0].Item2 + asked[1].Item2, Is.EqualTo(60), "everybody else");
        Assert.That(asked[2].Item2, Is.EqualTo(asked[0].Item2), "those who were left out");
        Assert.That(twice, Is.Zero);
    }

    [TestCase("SHORT", "LONG", TestName = "The long one's people are left in peace by the short one")]
    [TestCase("LONG", "SHORT", TestName = "The short one's people are left in peace by the long one")]
    public async Task Of_two_pulses_the_longer_quiet_time_counts_whichever_asked_first(string later, string first)
    {
        await Organisation.PulseAsync(first, "IT-SHOP", cron: "0 0 9 5 1 ?", quietDays: first == "LONG" ? 30 : 14);
        await Organisation.PulseAsync(
            later,
            "IT-SHOP",
            cron: "0 0 9 ? * MON",
            firstDate: "2026-01-12",
            quietDays: later == "LONG" ? 30 : 14
        );

        await LiveAsync(6);

        var asked = await Organisation.ListAsync<string>(
            "select code from wave where exists (select from invitation where wave_id = wave.id) order by opened_at"
        );
        Assert.That(
            asked,
            Is.EqualTo(new[] { $"{first}-2026-01-05", $"{later}-2026-02-09" }),
            "30 days after 5 January are over on 4 February"
        );
    }

    [Test]
    public async Task Two_pulses_that_want_everybody_at_the_same_instant_take_turns()
    {
        await Organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await Organisation.PulseAsync("OTHER", "HR-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);

        await LiveAsync(14);

        var asked = await Organisation.ListAsync<string>(
            "select code from wave where exists (select from invitation where wave_id = wave.id) order by opened_at"
        );
        Assert.That(asked, Is.EqualTo(new[] { "FIRST-2026-01-05", "OTHER-2026-02-02", "FIRST-2026-03-02", "OTHER-2026-04-06" }));
    }

    [Test]
    public async Task The_preview_of_a_wave_that_another_one_starves_says_so_and_what_follows_agrees()
    {
        await Organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await Organisation.PulseAsync("OTHER", "HR-SHOP,IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        var sunday = new DateTimeOffset(2026, 1, 4, 8, 0, 0, TimeSpan.Zero);

        var january = await PreviewAsync("OTHER-2026-01-05", sunday);
        var february = await PreviewAsync("OTHER-2026-02-02", sunday);
        await LiveAsync(5);

        Assert.Multiple(async () =>
        {
            Assert.That((january.People, january.After), Is.EqualTo((0, new[] { "FIRST-2026-01-05" })));
            Assert.That(january.Relationships.Select(row => row.NotAsked), Is.All.EqualTo(NotAsked.Quiet));
            Assert.That(january.Relationships[0].Reason, Does.Contain("another wave within the quiet days"));
            Assert.That((february.People, february.After), Is.EqualTo((60, Array.Empty<string>())), "it has waited longest");
            Assert.That(
                await Organisation.ListAsync<(string, int)>(
                    "select code, (select count(*)::int from invitation where wave_id = wave.id) from wave "
                        + "where code like 'OTHER%' order by code"
                ),
                Is.EqualTo(new[] { ("OTHER-2026-01-05", 0), ("OTHER-2026-02-02", 60) })
            );
        });
    }

    /// <summary>From the first Monday of 2026 on, an hour after the cron's.</summary>
    private async Task LiveAsync(int weeks)
    {
        for (var monday = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero); weeks > 0; monday = monday.AddDays(7), weeks--)
        {
            await WavePlanning.PlanDueAsync(Test.Database, monday, default);
            await DueWaves.OpenAsync(Test.Database, monday, default);
        }
    }
}
