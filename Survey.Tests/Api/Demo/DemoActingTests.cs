using Survey.Api.Demo;
using Survey.Db.Announcements;
using Survey.Db.Cases;
using Survey.Db.Looks;
using Survey.Db.Recognitions;
using Survey.Db.Settings;
using Survey.Db.Viewers;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

/// <summary>What the demo's people did about their results, on other days and with other keys that blur the figures.</summary>
[TestFixture("2026-11-22", TestFigureKey.Setting)]
[TestFixture("2026-03-03", "dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0=")]
[TestFixture("2026-12-03", "P8TM/nRYcOLA2Z9x8w/wZWyN7dQcwdfT03aw2+aF4vM=")]
public sealed class DemoActingTests(string day, string figureKey)
{
    private static readonly Viewer Hr = DemoAccounts.ViewerOf(DemoAccounts.Hr);

    private readonly DateTimeOffset _now = DateTimeOffset.Parse($"{day}T09:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private TestDatabase _test = null!;
    private DemoResults _results = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await DemoLoader.LoadAsync(_test.Database, new FigureKey(figureKey), _now, default);
        await WavePlanning.PlanDueAsync(_test.Database, _now, default);
        await DueWaves.OpenAsync(_test.Database, _now, default);
        _results = new DemoResults(_test.Database);
    }

    [OneTimeTearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task Two_cases_got_better_one_did_not_clearly_change_and_one_is_open_and_overdue()
    {
        await using var connection = await _test.Database.OpenAsync();
        var cases = (await CaseList.ReadAsync(connection, Hr, new(), null, _now, default)).Cases;

        Assert.That(
            cases.Select(one => $"{one.Relationship} {one.Item} {one.State} {one.Verdict} {one.IsOverdue}"),
            Is.EquivalentTo([
                "HR-ALL waiting Rechecked Better False",
                "MNT-ASM waiting Rechecked Better False",
                "FAC-ALL waiting Rechecked NoChange False",
                "FIN-ALL approval Open  True",
            ])
        );
    }

    [Test]
    public async Task Nobody_took_up_that_IT_support_misses_its_promise()
    {
        await using var connection = await _test.Database.OpenAsync();
        var findings = await CaseFindings.ListAsync(connection, Hr, _now, default);

        var waiting = findings.Single(one => one.Figure.Relationship.Code == "IT-ALL" && one.Item == "waiting");
        Assert.That((waiting.MissesTarget, waiting.IsTakenUp), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task One_said_and_did_went_with_the_last_quarterly_wave_and_one_goes_with_the_open_one()
    {
        Assert.That(
            await _results.ListAsync<string>(
                """
                select relationship.code || ' ' || split_part(wave.code, '-', 1) || ' ' || wave.state
                from announcement
                join relationship on relationship.id = announcement.relationship_id
                join wave on wave.id = announcement.wave_id
                where announcement.state = 'released' and texts ?& array['en', 'fi', 'et', 'pl', 'fr']
                """,
                null
            ),
            Is.EquivalentTo(["HR-ALL quarterly sealed", "MNT-ASM monthly open"])
        );
    }

    [Test]
    public async Task Thanks_were_passed_on_to_three_teams()
    {
        await using var connection = await _test.Database.OpenAsync();
        var passedOn = await RecentRecognition.ListAsync(connection, Hr, default);

        Assert.That(
            passedOn.Select(one => $"{one.Recognition.Code} {one.Recognition.Item} {one.Recognition.Thanks.Count}"),
            Is.EquivalentTo(["HR-ALL waiting 3", "MNT-ASM  2", "SAL-MKT  2"])
        );
        Assert.That(passedOn.Select(one => one.On), Has.All.LessThanOrEqualTo(DateOnly.FromDateTime(_now.UtcDateTime)));
        Assert.That(await _results.CountAsync("message where kind = 'recognition' and state <> 'sent'"), Is.Zero);
    }

    [Test]
    public async Task Two_thirds_of_the_results_were_looked_at()
    {
        await using var connection = await _test.Database.OpenAsync();
        var checks = await CheckedRelationship.ListAsync(connection, _now, new ActingOptions().LookWithinDays, default);

        Assert.That(checks.Count(check => !check.IsDue), Is.EqualTo(22));
        Assert.That(checks.Count(check => check.IsDue), Is.EqualTo(11));
    }
}
