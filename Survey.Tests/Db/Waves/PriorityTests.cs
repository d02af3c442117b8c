using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Db.Waves.Priorities;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Each person may be asked about one relationship, so that the people of SALES are not enough for two.</summary>
public sealed class PriorityTests : InSmallOrganisation
{
    private const string Hr = "hr1@example.org";

    private static readonly DateTimeOffset March = OpenWave.FirstMonday;

    [SetUp]
    public async Task MakeScarceAsync()
    {
        await Organisation.RelationshipAsync("SHOP-SALES", "SHOP", "SALES");
        await Organisation.RunAsync("update pulse set max_relationships = 1, relationships = '{HR-SALES,SHOP-SALES}'");
    }

    [Test]
    public async Task What_is_pinned_is_asked_first_until_its_day_and_the_other_one_next_time()
    {
        await RelationshipPriorities.PinAsync(Test.Database, "shop-sales", new(2026, 3, 2), Hr, March, default);

        var preview = await PreviewAsync();

        Assert.Multiple(() =>
        {
            Assert.That(preview["SHOP-SALES"].Asked, Is.True);
            Assert.That(preview["SHOP-SALES"].Priority, Is.EqualTo("pinned"));
            Assert.That(preview["HR-SALES"].Light, Is.EqualTo("later"));
            Assert.That(preview["HR-SALES"].NextAsked, Is.EqualTo("MONTHLY-2026-04-06"));
        });
        Assert.That(
            await Organisation.ListAsync<string>("select actor || ' ' || action || ' ' || subject from audit_log"),
            Is.EqualTo(new[] { "hr1@example.org asked first until 2026-03-02 shop-sales" })
        );
    }

    [Test]
    public async Task A_pin_ends_with_its_day_or_when_HR_says_so()
    {
        await RelationshipPriorities.PinAsync(Test.Database, "SHOP-SALES", new(2026, 3, 1), Hr, March, default);
        var over = await PreviewAsync();
        await RelationshipPriorities.PinAsync(Test.Database, "SHOP-SALES", new(2026, 3, 2), Hr, March, default);
        var unpinned = await RelationshipPriorities.UnpinAsync(Test.Database, "SHOP-SALES", Hr, March, default);
        var twice = await RelationshipPriorities.UnpinAsync(Test.Database, "SHOP-SALES", Hr, March, default);

        Assert.That(over["SHOP-SALES"].Priority, Is.Null);
        Assert.That((unpinned, twice), Is.EqualTo((true, false)));
        Assert.That((await PreviewAsync())["SHOP-SALES"].Priority, Is.Null);
        Assert.That(await RelationshipPriorities.PinAsync(Test.Database, "NONE", new(2026, 3, 2), Hr, March, default), Is.False);
    }

    [Test]
    public async Task A_missed_promise_of_the_last_sealed_wave_comes_first()
    {
        await SealAsync("2026-01-05");
        await Organisation.RunAsync(
            """
            update published_verdict set verdict = case when code = 'SHOP-SALES' then 'worse' else 'no_change' end
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.id = cell_id and against = 'target'
            """
        );

        var preview = await PreviewAsync();

        Assert.That((preview["SHOP-SALES"].Priority, preview["HR-SALES"].Priority), Is.EqualTo(("missed_promise", (string?)null)));
        Assert.That(preview["SHOP-SALES"].Asked, Is.True);
    }

    [TestCase("yes", ExpectedResult = "open_question")]
    [TestCase("hidden", ExpectedResult = null)]
    public async Task<string?> An_overall_rating_with_too_few_answers_to_compare_it_is_asked_again_soon(string shown)
    {
        await SealAsync("2025-12-01");
        await SealAsync("2026-01-05");
        await Organisation.RunAsync(
            """
            update published_verdict set verdict = case when code = 'SHOP-SALES' and against = 'before' then 'too_few' else 'no_change' end,
                difference = null
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.id = cell_id and cell.wave_id = (select max(id) from wave);
            update published_figure figure set shown = @shown, n = null, value = null, low = null, high = null,
                favourable = null, shares = null
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.id = cell_id and code = 'SHOP-SALES' and item = 'overall'
            """,
            new { shown }
        );

        var preview = await PreviewAsync();

        Assert.That(preview["HR-SALES"].Priority, Is.Null);
        return preview["SHOP-SALES"].Priority;
    }

    [Test]
    public async Task A_relationship_that_is_left_out_is_asked_next_by_whichever_pulse_comes_first()
    {
        await RelationshipPriorities.PinAsync(Test.Database, "SHOP-SALES", new(2026, 3, 2), Hr, March, default);
        await Organisation.PulseAsync("OTHER", "HR-SALES", cron: "0 0 9 18 3 ?");

        Assert.That((await PreviewAsync())["HR-SALES"].NextAsked, Is.EqualTo("OTHER-2026-03-18"));

        await Organisation.RunAsync("update pulse set approval = 'required' where code = 'OTHER'");

        Assert.That((await PreviewAsync())["HR-SALES"].NextAsked, Is.EqualTo("MONTHLY-2026-04-06"), "it may never be approved");
    }

    [Test]
    public async Task After_the_last_wave_of_a_pulse_another_pulse_may_ask_next()
    {
        await RelationshipPriorities.PinAsync(Test.Database, "SHOP-SALES", new(2026, 3, 2), Hr, March, default);
        await Organisation.PulseAsync("OTHER", "HR-SALES", cron: "0 0 9 18 5 ?");
        await Organisation.RunAsync("update pulse set end_date = '2026-03-31' where code = 'MONTHLY'");

        Assert.That((await PreviewAsync())["HR-SALES"].NextAsked, Is.EqualTo("OTHER-2026-05-18"));
    }

    [Test]
    public async Task After_two_waves_in_a_row_with_too_few_answers_a_relationship_is_left_out_until_HR_asks_it_anyway()
    {
        await SealAsync("2025-12-01", "HR-SALES");
        var once = await PreviewAsync();
        await SealAsync("2026-01-05", "HR-SALES");
        var twice = await PreviewAsync();
        await RelationshipPriorities.AskAnywayAsync(Test.Database, "HR-SALES", Hr, new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), default);
        var anyway = await PreviewAsync();

        Assert.Multiple(() =>
        {
            Assert.That(once["HR-SALES"].NotAsked, Is.Not.EqualTo("few_answers"));
            Assert.That((twice["HR-SALES"].NotAsked, twice["HR-SALES"].Light), Is.EqualTo(("few_answers", "not_worth")));
            Assert.That(twice["SHOP-SALES"].Asked, Is.True);
            Assert.That(anyway["HR-SALES"].NotAsked, Is.Not.EqualTo("few_answers"));
        });
    }

    [Test]
    public async Task One_wave_with_answers_between_two_without_leaves_nothing_out()
    {
        await SealAsync("2025-11-03", "HR-SALES");
        await SealAsync("2025-12-01");
        await SealAsync("2026-01-05", "HR-SALES");

        Assert.That((await PreviewAsync())["HR-SALES"].NotAsked, Is.Not.EqualTo("few_answers"));
    }

    [Test]
    public async Task What_is_not_worth_asking_is_merged_with_the_smallest_of_the_same_provider()
    {
        await Organisation.UnitAsync("SIX", "ROOT", people: 6);
        await Organisation.RelationshipAsync("SHOP-SIX", "SHOP", "SIX");
        await Organisation.RelationshipAsync("SHOP-IT", "SHOP", "IT");
        await Organisation.RunAsync("update pulse set relationships = '{*}', max_relationships = 9");

        var preview = await PreviewAsync();

        Assert.Multiple(() =>
        {
            Assert.That((preview["SHOP-IT"].Light, preview["SHOP-IT"].NotAsked), Is.EqualTo(("not_worth", "few_customers")));
            Assert.That(preview["SHOP-IT"].MergeWith, Is.EqualTo("SHOP-SIX"));
            Assert.That(preview["SHOP-SIX"].Light, Is.EqualTo("not_worth"), "three of six will answer");
            Assert.That(preview["IT-ALL"].Light, Is.EqualTo("part"));
            Assert.That(preview["IT-ALL"].MergeWith, Is.Null);
        });
    }

    private async Task SealAsync(string day, params string[] hidden)
    {
        await PublishedWave.SealAsync(
            Organisation,
            "W" + day,
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            hidden
        );
        await Organisation.RunAsync("update wave set import_digest = null, pulse_id = (select id from pulse) where state = 'sealed'");
    }

    private async Task<Dictionary<string, PreviewedRelationship>> PreviewAsync()
    {
        await using var connection = await Test.Database.OpenAsync();
        var pulse = await PulseList.FindAsync(connection, "monthly", default);
        return (await WavePreview.MakeAsync(connection, pulse!, March, default))!.Relationships.ToDictionary(row => row.Code);
    }
}
