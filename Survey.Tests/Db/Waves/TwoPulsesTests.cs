using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Half a year of two stored pulses that share a relationship, one of them with one of its own.</summary>
public sealed class TwoPulsesTests
{
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 4);
        await _organisation.UnitAsync("HR", "ROOT", people: 4);
        await _organisation.UnitAsync("SHOP", "ROOT", people: 60);
        await _organisation.JourneyAsync("SERVICE", "intake");
        await _organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await _organisation.RelationshipAsync("HR-SHOP", "HR", "SHOP");
    }

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [TestCase(0.9, TestName = "Half of the people asked each time")]
    [TestCase(0.001, TestName = "Everybody asked each time")]
    public async Task Nobody_is_invited_twice_within_the_quiet_days_or_asked_about_more_than_the_limit(double precision)
    {
        await _organisation.PulseAsync(
            "FORTNIGHT",
            "IT-SHOP",
            cron: "0 0 9 ? * MON",
            quietDays: 14,
            maxRelationships: 1,
            precision: precision
        );
        await _organisation.PulseAsync(
            "MONTH",
            "IT-SHOP,HR-SHOP",
            cron: "0 0 9 ? * MON#1",
            quietDays: 14,
            maxRelationships: 1,
            precision: precision
        );

        await LiveAsync(26);

        var apart = await _organisation.OneAsync<int>(
            """
            select min(later.invited_at::date - earlier.invited_at::date)
            from invitation as earlier
            join invitation as later on later.person_id = earlier.person_id and later.id <> earlier.id
                and later.invited_at >= earlier.invited_at
            """
        );
        var most = await _organisation.OneAsync<int>(
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
    public async Task Whoever_a_pulse_may_not_ask_because_the_other_just_did_is_counted_and_asked_by_it_the_next_time()
    {
        await _organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 2 3 ?", quietDays: 14, precision: 0.9);
        await _organisation.PulseAsync("OTHER", "IT-SHOP", cron: "0 0 9 ? * MON", firstDate: "2026-03-09", quietDays: 14, precision: 0.001);

        await LiveAsync(12);

        var asked = await _organisation.ListAsync<(string, int)>(
            """
            select wave.code, count(*)::int from invitation join wave on wave.id = wave_id
                where wave.code in ('FIRST-2026-03-02', 'OTHER-2026-03-09', 'OTHER-2026-03-16')
            group by 1 order by 1
            """
        );
        var twice = await _organisation.OneAsync<int>(
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
        await _organisation.PulseAsync(first, "IT-SHOP", cron: "0 0 9 5 1 ?", quietDays: first == "LONG" ? 30 : 14);
        await _organisation.PulseAsync(
            later,
            "IT-SHOP",
            cron: "0 0 9 ? * MON",
            firstDate: "2026-01-12",
            quietDays: later == "LONG" ? 30 : 14
        );

        await LiveAsync(6);

        var asked = await _organisation.ListAsync<string>(
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
        await _organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await _organisation.PulseAsync("OTHER", "HR-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);

        await LiveAsync(14);

        var asked = await _organisation.ListAsync<string>(
            "select code from wave where exists (select from invitation where wave_id = wave.id) order by opened_at"
        );
        Assert.That(asked, Is.EqualTo(new[] { "FIRST-2026-01-05", "OTHER-2026-02-02", "FIRST-2026-03-02", "OTHER-2026-04-06" }));
    }

    [Test]
    public async Task The_preview_of_a_wave_that_another_one_starves_says_so_and_what_follows_agrees()
    {
        await _organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await _organisation.PulseAsync("OTHER", "HR-SHOP,IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
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
                await _organisation.ListAsync<(string, int)>(
                    "select code, (select count(*)::int from invitation where wave_id = wave.id) from wave "
                        + "where code like 'OTHER%' order by code"
                ),
                Is.EqualTo(new[] { ("OTHER-2026-01-05", 0), ("OTHER-2026-02-02", 60) })
            );
        });
    }

    [Test]
    public async Task Two_pulses_an_hour_apart_that_want_everybody_take_turns_and_the_preview_of_each_says_so()
    {
        await _organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await _organisation.PulseAsync("OTHER", "HR-SHOP", cron: "0 0 10 ? * MON#1", quietDays: 14);
        var previews = new Dictionary<string, int>();
        await LiveHourlyAsync(20, async day =>
        {
            foreach (var pulse in new[] { "FIRST", "OTHER" })
            {
                previews[$"{pulse}-{day:yyyy-MM-dd}"] = (await PreviewIfAnyAsync($"{pulse}-{day:yyyy-MM-dd}", day.AddHours(-20)))?.People
                    ?? 0;
            }
        });

        var asked = await _organisation.ListAsync<string>(
            "select code from wave where exists (select from invitation where wave_id = wave.id) order by opened_at"
        );
        Assert.That(
            asked,
            Is.EqualTo(new[] { "FIRST-2026-01-05", "OTHER-2026-02-02", "FIRST-2026-03-02", "OTHER-2026-04-06", "FIRST-2026-05-04" })
        );
        Assert.That(
            previews.Where(preview => preview.Value > 0).Select(preview => (preview.Key, preview.Value)),
            Is.EqualTo(asked.Select(code => (code, 60)))
        );
    }

    [Test]
    public async Task A_wave_that_makes_way_for_another_of_its_day_says_which_and_asks_those_whom_the_other_one_leaves()
    {
        await _organisation.PeopleAsync("HR", 30);
        await _organisation.RelationshipAsync("IT-HR", "IT", "HR");
        await _organisation.PulseAsync("FIRST", "IT-SHOP,IT-HR", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await _organisation.PulseAsync("OTHER", "IT-SHOP", cron: "0 0 10 ? * MON#1", quietDays: 14, firstDate: "2026-02-01");
        var sunday = new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);
        await LiveHourlyAsync(4, _ => Task.CompletedTask);

        var first = await PreviewAsync("FIRST-2026-02-02", sunday);
        var other = await PreviewAsync("OTHER-2026-02-02", sunday);
        await LiveHourlyAsync(5, _ => Task.CompletedTask);

        Assert.That((first.People, first.After), Is.EqualTo((34, new[] { "OTHER-2026-02-02" })));
        Assert.That((other.People, other.After), Is.EqualTo((60, Array.Empty<string>())));
        Assert.That(
            await _organisation.ListAsync<(string, int)>(
                "select code, (select count(*)::int from invitation where wave_id = wave.id) from wave where code like '%02-02' "
                    + "order by code"
            ),
            Is.EqualTo(new[] { ("FIRST-2026-02-02", 34), ("OTHER-2026-02-02", 60) })
        );
    }

    [TestCase("update pulse set paused = true where code = 'OTHER'")]
    [TestCase("update pulse set approval = 'required' where code = 'OTHER'")]
    [TestCase(
        "insert into wave_decision (pulse_id, period, cancelled_at) select id, '2026-02-02', '2026-02-01Z' from pulse where code = 'OTHER'"
    )]
    public async Task No_wave_makes_way_for_one_that_will_not_open(string change)
    {
        await _organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await _organisation.PulseAsync("OTHER", "IT-SHOP", cron: "0 0 10 ? * MON#1", quietDays: 14);
        await LiveHourlyAsync(4, _ => Task.CompletedTask);
        await _organisation.RunAsync(change);

        await LiveHourlyAsync(5, _ => Task.CompletedTask);

        Assert.That(
            await _organisation.OneAsync<int>(
                "select count(*)::int from invitation join wave on wave.id = wave_id where code = 'FIRST-2026-02-02'"
            ),
            Is.EqualTo(60)
        );
    }

    private static IEnumerable<int> Seeds() => LongSearch.Seeds(10);

    /// <summary>A year of three pulses made by chance, at different hours of the same Mondays.</summary>
    [Test, Category("Slow")]
    public async Task Over_a_year_no_limit_is_broken_none_starves_and_every_preview_of_the_day_before_comes_true(
        [ValueSource(nameof(Seeds))] int seed
    )
    {
        var random = new Random(seed);
        var codes = new[] { "ONE", "TWO", "THREE" };
        var quiet = random.Next(7, 21);
        foreach (var code in codes)
        {
            await _organisation.PulseAsync(
                code,
                random.Next(2) == 0 ? "IT-SHOP" : "HR-SHOP,IT-SHOP",
                cron: $"0 0 {random.Next(8, 12)} ? * MON#1",
                quietDays: quiet,
                maxRelationships: random.Next(1, 3),
                precision: random.Next(2) == 0 ? 0.001 : 0.4
            );
        }
        var previews = new Dictionary<string, int>();
        await LiveHourlyAsync(52, async day =>
        {
            foreach (var code in codes.Select(code => $"{code}-{day:yyyy-MM-dd}"))
            {
                if (await PreviewIfAnyAsync(code, day.AddHours(-20)) is { } preview)
                {
                    previews[code] = preview.People;
                }
            }
        });

        var waves = await _organisation.ListAsync<(string Code, int People)>(
            "select code, (select count(*)::int from invitation where wave_id = wave.id) from wave"
        );
        var apart = await _organisation.OneAsync<int>(
            """
            select min(later.invited_at::date - earlier.invited_at::date)
            from invitation as earlier
            join invitation as later on later.person_id = earlier.person_id and later.id <> earlier.id
                and later.invited_at >= earlier.invited_at
            """
        );
        Assert.Multiple(() =>
        {
            Assert.That(apart, Is.GreaterThanOrEqualTo(quiet));
            Assert.That(
                waves.Select(wave => (wave.Code, wave.People)),
                Is.EquivalentTo(previews.Select(preview => (preview.Key, preview.Value)))
            );
            foreach (var code in codes)
            {
                Assert.That(
                    waves.Count(wave => wave.Code.StartsWith(code + "-", StringComparison.Ordinal) && wave.People > 0),
                    Is.GreaterThanOrEqualTo(4),
                    code
                );
            }
        });
    }

    private async Task<WavePreview?> PreviewIfAnyAsync(string wave, DateTimeOffset at)
    {
        await using var connection = await _test.Database.OpenAsync();
        return await ComingWaves.FindAsync(connection, wave, at, default) is { } coming
            ? await WavePreview.MakeAsync(connection, coming, at, default)
            : null;
    }

    /// <summary>The Mondays of 2026, from seven to noon in Tallinn, each hour as the scheduler does.</summary>
    /// <param name="before">What is done before each of them begins.</param>
    private async Task LiveHourlyAsync(int weeks, Func<DateTimeOffset, Task> before)
    {
        var tallinn = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");
        for (var monday = new DateTime(2026, 1, 5, 7, 0, 0); weeks > 0; monday = monday.AddDays(7), weeks--)
        {
            await before(new DateTimeOffset(monday, tallinn.GetUtcOffset(monday)));
            for (var hour = monday; hour.Hour <= 12; hour = hour.AddHours(1))
            {
                var now = new DateTimeOffset(hour, tallinn.GetUtcOffset(hour)).AddMinutes(1);
                await WavePlanning.PlanDueAsync(_test.Database, now, default);
                await DueWaves.OpenAsync(_test.Database, now, default);
            }
        }
    }

    private async Task<WavePreview> PreviewAsync(string wave, DateTimeOffset at)
    {
        await using var connection = await _test.Database.OpenAsync();
        return await WavePreview.MakeAsync(connection, (await ComingWaves.FindAsync(connection, wave, at, default))!, at, default);
    }

    /// <summary>From the first Monday of 2026 on, an hour after the cron's.</summary>
    private async Task LiveAsync(int weeks)
    {
        for (var monday = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero); weeks > 0; monday = monday.AddDays(7), weeks--)
        {
            await WavePlanning.PlanDueAsync(_test.Database, monday, default);
            await DueWaves.OpenAsync(_test.Database, monday, default);
        }
    }
}
