using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Pulses whose waves open at different hours of one day.</summary>
public sealed class WavesOfOneDayTests : InTwoPulseOrganisation
{
    [Test]
    public async Task Two_pulses_an_hour_apart_that_want_everybody_take_turns_and_the_preview_of_each_says_so()
    {
        await Organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await Organisation.PulseAsync("OTHER", "HR-SHOP", cron: "0 0 10 ? * MON#1", quietDays: 14);
        var previews = new Dictionary<string, int>();
        await LiveHourlyAsync(20, async day =>
        {
            foreach (var pulse in new[] { "FIRST", "OTHER" })
            {
                previews[$"{pulse}-{day:yyyy-MM-dd}"] = (await PreviewIfAnyAsync($"{pulse}-{day:yyyy-MM-dd}", day.AddHours(-20)))?.People
                    ?? 0;
            }
        });

        var asked = await Organisation.ListAsync<string>(
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
        await Organisation.PeopleAsync("HR", 30);
        await Organisation.RelationshipAsync("IT-HR", "IT", "HR");
        await Organisation.PulseAsync("FIRST", "IT-SHOP,IT-HR", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await Organisation.PulseAsync("OTHER", "IT-SHOP", cron: "0 0 10 ? * MON#1", quietDays: 14, firstDate: "2026-02-01");
        var sunday = new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);
        await LiveHourlyAsync(4, _ => Task.CompletedTask);

        var first = await PreviewAsync("FIRST-2026-02-02", sunday);
        var other = await PreviewAsync("OTHER-2026-02-02", sunday);
        await LiveHourlyAsync(5, _ => Task.CompletedTask);

        Assert.That((first.People, first.After), Is.EqualTo((34, new[] { "OTHER-2026-02-02" })));
        Assert.That((other.People, other.After), Is.EqualTo((60, Array.Empty<string>())));
        Assert.That(
            await Organisation.ListAsync<(string, int)>(
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
        await Organisation.PulseAsync("FIRST", "IT-SHOP", cron: "0 0 9 ? * MON#1", quietDays: 14);
        await Organisation.PulseAsync("OTHER", "IT-SHOP", cron: "0 0 10 ? * MON#1", quietDays: 14);
        await LiveHourlyAsync(4, _ => Task.CompletedTask);
        await Organisation.RunAsync(change);

        await LiveHourlyAsync(5, _ => Task.CompletedTask);

        Assert.That(
            await Organisation.OneAsync<int>(
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
            await Organisation.PulseAsync(
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

        var waves = await Organisation.ListAsync<(string Code, int People)>(
            "select code, (select count(*)::int from invitation where wave_id = wave.id) from wave"
        );
        var apart = await Organisation.OneAsync<int>(
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
        await using var connection = await Test.Database.OpenAsync();
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
                await WavePlanning.PlanDueAsync(Test.Database, now, default);
                await DueWaves.OpenAsync(Test.Database, now, default);
            }
        }
    }
}
