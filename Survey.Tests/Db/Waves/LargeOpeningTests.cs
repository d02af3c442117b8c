using System.Diagnostics;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class LargeOpeningTests
{
    [Test, Explicit("Measures; takes a minute.")]
    public async Task Fifty_thousand_people_and_a_hundred_relationships_open_in_seconds()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        for (var unit = 1; unit <= 100; unit++)
        {
            await organisation.UnitAsync($"U{unit:000}", unit <= 10 ? "ROOT" : $"U{unit / 10:000}", people: 500);
            await organisation.RelationshipAsync($"U{unit:000}-X", $"U{unit:000}", unit <= 50 ? "ROOT" : $"U{101 - unit:000}");
        }
        await organisation.PulseAsync("P", quietDays: 0);

        var clock = Stopwatch.StartNew();
        var wave = await OpenWave.PlanAsync(organisation, "P", OpenWave.FirstMonday);
        foreach (var time in new[] { "first", "second" })
        {
            clock.Restart();
            var id = time == "first" ? wave : await OpenWave.PlanAsync(organisation, "P", OpenWave.FirstMonday.AddDays(28));
            var invited = await test.Database.InTransactionAsync(connection =>
                Survey.Db.Waves.WaveOpening.OpenAsync(connection, id, OpenWave.FirstMonday.AddDays(time == "first" ? 0 : 28), default));
            TestContext.Out.WriteLine($"{time} opening: {invited} people in {clock.Elapsed.TotalSeconds:0.0} s");
        }
        Assert.That(await organisation.OneAsync<int>("select count(*)::int from invitation_relationship"), Is.EqualTo(300_000));
    }
}
