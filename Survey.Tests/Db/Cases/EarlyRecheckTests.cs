using Survey.Db.Cases;
using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Cases;

/// <summary>MONTHLY asks about HR-SALES on the first Monday, WEEKLY about other services each Monday.</summary>
public sealed class EarlyRecheckTests : InCases
{
    private static readonly DateTimeOffset Monday = new(2026, 2, 16, 9, 0, 0, TimeSpan.FromHours(2));

    private Guid _case;

    [SetUp]
    public async Task MarkAsDoneAsync()
    {
        await Organisation.RelationshipAsync("SHOP-SALES", "SHOP", "SALES");
        await Organisation.RunAsync("update pulse set relationships = '{HR-SALES}', quiet_days = 0");
        await Organisation.PulseAsync(
            "WEEKLY",
            "SHOP-SALES",
            cron: "0 0 9 ? * MON",
            firstDate: "2026-02-16",
            openDays: 4,
            quietDays: 0,
            maxRelationships: 1
        );
        _case = await OpenedAsync();
        await CaseActions.DoneAsync(Test.Database, Provider, _case, 1, Now, default);
    }

    [Test]
    public async Task The_next_wave_of_any_pulse_asks_first_and_the_page_can_say_when()
    {
        Assert.That(await FindAsync(), Has.Property("Wave").EqualTo("MONTHLY-2026-03-02"));
        await using var connection = await Test.Database.OpenAsync();
        Assert.That((await EarlyRecheck.NextWaveAsync(connection, Now, default))!.Wave, Is.EqualTo("WEEKLY-2026-02-16"));

        Assert.That(await CaseActions.AskEarlierAsync(Test.Database, Provider, _case, 2, Now, default), Is.True);

        Assert.That(await FindAsync(), Has.Property("Wave").EqualTo("WEEKLY-2026-02-16"));
        var preview = (await PreviewAsync("WEEKLY")).Relationships.ToDictionary(row => row.Code);
        Assert.Multiple(() =>
        {
            Assert.That((preview["HR-SALES"].Asked, preview["HR-SALES"].Priority), Is.EqualTo((true, "recheck")));
            Assert.That(preview["SHOP-SALES"].Asked, Is.False, "each person is asked about one service");
        });
        await using var again = await Test.Database.OpenAsync();
        var next = await ComingWaves.FindAsync(again, "WEEKLY-2026-02-23", Now, default);
        var later = await WavePreview.MakeAsync(again, next!, Now, default);
        Assert.That(later.Relationships.Select(row => row.Code), Is.EqualTo(new[] { "SHOP-SALES" }));
    }

    [Test]
    public async Task The_wave_after_the_one_that_asks_no_longer_does()
    {
        await CaseActions.AskEarlierAsync(Test.Database, Provider, _case, 2, Now, default);
        await OpenWave.OpenAsync(Organisation, "WEEKLY", Monday);
        Assert.That(await AskedAsync(), Is.EqualTo(new[] { "HR-SALES", "not asked SHOP-SALES" }));

        var preview = (await PreviewAsync("WEEKLY", Monday.AddDays(1))).Relationships.Select(row => row.Code);
        Assert.That(preview, Is.EqualTo(new[] { "SHOP-SALES" }));
    }

    [Test]
    public async Task People_in_their_quiet_days_are_not_asked_even_for_a_re_check()
    {
        await CaseActions.AskEarlierAsync(Test.Database, Provider, _case, 2, Now, default);
        await Organisation.RunAsync("update pulse set quiet_days = 21 where code = 'WEEKLY'");
        await Organisation.PulseAsync("ONCE", "SHOP-SALES", quietDays: 0);
        await Organisation.RunAsync("update service_case set recheck_wanted = false");
        await OpenWave.OpenAsync(Organisation, "ONCE", Monday.AddDays(-3));
        await Organisation.RunAsync("update service_case set recheck_wanted = true");

        var preview = (await PreviewAsync("WEEKLY")).Relationships.Single(row => row.Code == "HR-SALES");
        Assert.That((preview.Asked, preview.NotAsked), Is.EqualTo((false, "quiet")));
    }

    [Test]
    public async Task A_case_that_is_not_done_or_an_ended_service_adds_nothing()
    {
        await CaseActions.AskEarlierAsync(Test.Database, Provider, _case, 2, Now, default);
        await CaseActions.WithdrawAsync(Test.Database, Provider, _case, 3, "Not ours", Now, default);

        Assert.That((await PreviewAsync("WEEKLY")).Relationships.Select(row => row.Code), Is.EqualTo(new[] { "SHOP-SALES" }));
    }

    private Task<IReadOnlyList<string>> AskedAsync() =>
        Organisation.ListAsync<string>(
            """
            select case when not_asked is null then '' else 'not asked ' end || wave_relationship.code
            from wave_relationship join wave on wave.id = wave_id and wave.state = 'open' order by 1
            """
        );

    private async Task<NextMeasurement?> FindAsync()
    {
        await using var connection = await Test.Database.OpenAsync();
        return await EarlyRecheck.FindAsync(
            Test.Database,
            "hr-sales",
            wave => WavePreview.MakeAsync(connection, wave, Now, default),
            Now,
            default
        );
    }

    private async Task<WavePreview> PreviewAsync(string code, DateTimeOffset? at = null)
    {
        await using var connection = await Test.Database.OpenAsync();
        var pulse = await PulseList.FindAsync(connection, code, default);
        return (await WavePreview.MakeAsync(connection, pulse!, at ?? Now, default))!;
    }
}
