using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Results;

/// <summary>Where the trend of IT-ALL is broken (rule D10), and how its verdicts tell of it.</summary>
public sealed class TrendBreakTests : InSmallOrganisation
{
    private static readonly Viewer Hr = Viewer.InRoles("hr", new HeldRole(RoleGrants.Hr, []));

    [Test]
    public async Task From_the_wave_that_asks_in_other_words_the_step_is_asked_differently()
    {
        await WaveAsync("2025-11-09");
        await WaveAsync("2026-02-09");
        await RewordAsync("waiting");
        await WaveAsync("2026-05-09");
        await WaveAsync("2026-11-09");

        var report = await ReportAsync();

        var only = report.Breaks.Single();
        Assert.That((only.Since, only.CustomersChanged), Is.EqualTo((new DateOnly(2026, 5, 2), false)), "the day on which it opened");
        Assert.That(only.Items, Is.EqualTo(new[] { "waiting" }));
        Assert.That(Marked(report).Values, Is.All.Null, "both waves asked alike");
        Assert.That(
            Marked(await ReportAsync("W-2026-05-09")).Where(pair => pair.Value is not null),
            Is.EqualTo(new[] { KeyValuePair.Create("waiting", (DateOnly?)only.Since) })
        );
    }

    [Test]
    public async Task A_comparison_over_several_waves_names_the_last_day_of_a_change()
    {
        await WaveAsync("2025-11-09");
        await RewordAsync("waiting");
        await WaveAsync("2026-02-09");
        await RewordAsync("waiting");
        await WaveAsync("2026-05-09");
        await WaveAsync("2026-11-09");
        await Organisation.RunAsync(
            """
            insert into published_verdict (cell_id, item, against, other_wave_id, verdict)
            select cell_id, item, 'year_ago', (select min(id) from wave), verdict from published_verdict
            where against = 'before' and cell_id in (select id from publication_cell where wave_id = (select max(id) from wave))
            """
        );

        var marked = (await ReportAsync()).All.Verdict("waiting", Against.YearAgo)!;

        Assert.That(marked.AskedDifferentlySince, Is.EqualTo(new DateOnly(2026, 5, 2)));
        Assert.That((await ReportAsync()).All.Verdict("intake", Against.YearAgo)!.AskedDifferentlySince, Is.Null);
    }

    [TestCase(100, 121, true)]
    [TestCase(100, 79, true)]
    [TestCase(100, 120, false)]
    [TestCase(100, 80, false)]
    [TestCase(null, 80, false, Description = "not known")]
    public async Task More_than_a_fifth_more_or_fewer_customers_break_the_trend(int? before, int now, bool isBroken)
    {
        await WaveAsync("2026-02-09", before);
        await WaveAsync("2026-05-09", now);

        var report = await ReportAsync();

        DateOnly? since = isBroken ? new DateOnly(2026, 5, 2) : null;
        Assert.That(report.Breaks.Select(one => one.CustomersChanged), isBroken ? Is.EqualTo(new[] { true }) : Is.Empty);
        Assert.That(report.All.Verdict(Item.Overall, Against.Before)!.CustomersChangedSince, Is.EqualTo(since));
        Assert.That(
            report.All.Verdict(Item.Overall, Against.Before)!.CalledAlike,
            Is.Not.Null,
            "only another question takes the word away"
        );
    }

    [Test]
    public async Task History_has_no_version_so_no_other_question_is_claimed_after_it()
    {
        await PublishedWave.SealAsync(Organisation, "HISTORY", new DateOnly(2025, 11, 9));
        await RewordAsync("waiting");
        await WaveAsync("2026-05-09");

        var report = await ReportAsync();

        Assert.That(report.Breaks, Is.Empty);
        Assert.That(Marked(report).Values, Is.All.Null);
    }

    [Test]
    public async Task History_between_two_waves_hides_no_change()
    {
        await WaveAsync("2026-02-09");
        await PublishedWave.SealAsync(Organisation, "HISTORY", new DateOnly(2026, 3, 9));
        await RewordAsync("waiting");
        await WaveAsync("2026-05-09");

        Assert.That((await ReportAsync()).Breaks.Single().Items, Is.EqualTo(new[] { "waiting" }));
    }

    [Test]
    public async Task Pairs_and_lists_carry_the_mark_too()
    {
        await WaveAsync("2026-02-09");
        await RewordAsync(Item.Overall);
        var wave = await WaveAsync("2026-05-09");
        await using var connection = await Test.Database.OpenAsync();

        var pairs = await PairMatrix.ReadAsync(connection, Hr, wave, default);
        var organisation = (await OrganisationReport.LoadAsync(connection, Hr, null, default))!;

        Assert.That(
            pairs.Cells.Select(cell => cell.Verdict).OfType<PublishedVerdict>().Select(verdict => verdict.AskedDifferentlySince),
            Is.Not.Empty.And.All.EqualTo(new DateOnly(2026, 5, 2))
        );
        Assert.That(
            organisation.Relationships.Select(row => row.Cell.Verdict(Item.Overall, Against.Before)!.AskedDifferentlySince),
            Is.Not.Empty.And.All.EqualTo(new DateOnly(2026, 5, 2))
        );
    }

    [Test]
    public async Task Nobody_is_told_that_a_step_got_better_if_it_was_asked_differently()
    {
        await WaveAsync("2026-02-09");
        await RewordAsync("waiting");
        await WaveAsync("2026-05-09");
        await Organisation.RunAsync("update published_verdict set verdict = 'better' where against = 'before'");
        await using var connection = await Test.Database.OpenAsync();
        var it = await Organisation.OneAsync<long>("select id from relationship where code = 'IT-ALL'");

        var told = await Improvements.ListAsync(connection, [it], default);

        Assert.That(told.Select(one => one.Item), Is.EquivalentTo(new[] { Item.Overall, "intake", "quality" }));
    }

    [Test]
    public async Task The_trend_of_the_organisation_has_its_history_and_the_waves_of_the_pulse()
    {
        await PublishedWave.SealAsync(Organisation, "HISTORY", new DateOnly(2025, 11, 9));
        await WaveAsync("2026-02-09");
        await WaveAsync("2026-05-09");
        await using var connection = await Test.Database.OpenAsync();

        var report = (await OrganisationReport.LoadAsync(connection, Hr, null, default))!;

        Assert.That(report.Trend.Select(point => point.Wave.Code), Is.EqualTo(new[] { "HISTORY", "W-2026-02-09", "W-2026-05-09" }));
    }

    /// <summary>A sealed wave of the pulse, opened a week before.</summary>
    private async Task<long> WaveAsync(string closedOn, int? customers = 100)
    {
        var id = await PublishedWave.SealAsync(Organisation, $"W-{closedOn}", DateOnly.Parse(closedOn, null));
        await Organisation.RunAsync(
            """
            update wave set pulse_id = (select id from pulse), import_digest = null where id = @id;
            update wave_relationship set customers = @customers where wave_id = @id;
            """,
            new { id, customers }
        );
        return id;
    }

    /// <summary>Later waves ask about the step, or overall, in new words.</summary>
    private async Task RewordAsync(string item)
    {
        var versions = await Organisation.ListAsync<string>("select document::text from questionnaire order by version");
        var last = QuestionnaireJson.Read(versions[^1]);
        var words = LocalizedText.Of($"Wording {versions.Count}");
        var next = last with
        {
            BreakdownPoints = [.. last.BreakdownPoints.Select(point => point.Code == item ? point with { Question = words } : point)],
            Questions = [.. last.Questions.Select(question => question.Key == item ? question with { Text = words } : question)],
        };
        await using var connection = await Test.Database.OpenAsync();
        await QuestionnaireStore.StoreAsync(connection, next, "test", DateTimeOffset.UnixEpoch, default);
    }

    private async Task<RelationshipReport> ReportAsync(string? wave = null)
    {
        await using var connection = await Test.Database.OpenAsync();
        return (await RelationshipReport.LoadAsync(connection, Hr, "IT-ALL", wave, default))!;
    }

    private static Dictionary<string, DateOnly?> Marked(RelationshipReport report) =>
        report
            .All.Verdicts.Where(verdict => verdict.Against == Against.Before)
            .ToDictionary(verdict => verdict.Item, verdict => verdict.AskedDifferentlySince);
}
