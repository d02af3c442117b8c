using Survey.Db;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What a change is called (rule D3) and what is not compared at all (rule A7), on a real database.</summary>
public sealed class VerdictsTests : InSmallOrganisation
{
    private static readonly DateTimeOffset Start = OpenWave.FirstMonday;

    /// <summary>Ratings 1 to 5 so far apart that no moves hide it.</summary>
    private static readonly int[] High = [0, 0, 4, 8, 12],
        Low = [8, 8, 8, 0, 0];

    [Test]
    public async Task A_rating_is_compared_with_the_wave_before()
    {
        await SealAsync(0, "IT-ALL", High);
        Assert.That(await VerdictsAsync(Against.Before), Is.Empty);
        await SealAsync(28, "IT-ALL", Low);
        Assert.That((await VerdictsAsync(Against.Before))[^1], Does.Match(@"^IT-ALL overall worse -\d(\.\d)? -\d(\.\d)?\.\.-?\d(\.\d)?$"));
        await SealAsync(56, "IT-ALL", Low);
        Assert.That((await VerdictsAsync(Against.Before))[^1], Does.StartWith("IT-ALL overall no_change "));
        await SealAsync(84, "IT-ALL", High);
        Assert.That((await VerdictsAsync(Against.Before))[^1], Does.StartWith("IT-ALL overall better "));
    }

    [Test]
    public async Task The_wave_before_may_be_of_another_pulse()
    {
        await Organisation.PulseAsync("OTHER", quietDays: 0);
        await SealAsync(0, "IT-ALL", High);
        await SealAsync(28, "IT-ALL", Low, pulse: "OTHER");
        Assert.That(await VerdictsAsync(Against.Before), Has.Count.EqualTo(1));
    }

    [TestCase(4, 20)]
    [TestCase(20, 4)]
    public async Task What_is_hidden_in_one_wave_is_compared_with_nothing_in_the_other(int first, int second)
    {
        await SealAsync(0, "IT-ALL", [0, 0, 0, 0, first]);
        await SealAsync(28, "IT-ALL", [second, 0, 0, 0, 0]);
        Assert.That(await VerdictsAsync(Against.Before), Is.Empty);
    }

    [Test]
    public async Task A_step_of_another_journey_is_another_step()
    {
        await SealStepsAsync(0, waiting: 5);
        await Organisation.JourneyAsync("NEW", "intake", "waiting", "quality");
        await Organisation.RunAsync("update relationship set journey_id = (select id from journey where code = 'NEW')");
        await SealStepsAsync(28, waiting: 1);
        Assert.That(await VerdictsAsync(Against.Before), Has.One.StartsWith("IT-ALL overall no_change "));
        await SealStepsAsync(56, waiting: 5);
        Assert.That(
            (await VerdictsAsync(Against.Before)).Where(row => row.Contains("waiting", StringComparison.Ordinal)),
            Has.One.StartsWith("IT-ALL waiting better ")
        );
    }

    [TestCase(false, Verdict.Worse)]
    [TestCase(true, Verdict.NoChange)]
    public void The_overall_ratings_of_a_wave_are_one_family(bool others, Verdict verdict)
    {
        var clear = Compared(1, p: 0.03);
        var verdicts = Verdicts.Of(others ? [clear, Compared(2, p: 0.5), Compared(3, p: 0.9)] : [clear]);

        Assert.That(verdicts.First().Called, Is.EqualTo(verdict));

        static Comparison Compared(long relationship, double p) =>
            new(relationship, relationship, "overall", Against.Before, 1, new Survey.Reports.Scoring.MeanTest(p, -1, null, null), -1, 0.1);
    }

    [Test]
    public async Task The_steps_of_a_relationship_are_a_family_apart_from_the_overall_ratings()
    {
        await SealStepsAsync(0, waiting: 4);
        await SealStepsAsync(28, waiting: 2);
        Assert.That(
            await WordsAsync(Against.Before),
            Is.EqualTo(new[] { "IT-ALL intake no_change", "IT-ALL overall no_change", "IT-ALL quality no_change", "IT-ALL waiting worse" })
        );
    }

    [TestCase(319, false)]
    [TestCase(320, true)]
    [TestCase(410, true)]
    [TestCase(411, false)]
    public async Task A_year_ago_is_within_45_days_of_365(int days, bool compared)
    {
        await SealAsync(-days, "IT-ALL", High);
        await SealAsync(0, "IT-ALL", Low);
        Assert.That(await VerdictsAsync(Against.YearAgo), compared ? Has.One.StartsWith("IT-ALL overall worse ") : Is.Empty);
    }

    [Test]
    public async Task Of_several_waves_the_one_nearest_to_a_year_is_taken()
    {
        foreach (var days in new[] { 400, 370, 335, 30 })
        {
            await SealAsync(-days, "IT-ALL", High);
        }
        await SealAsync(0, "IT-ALL", Low);
        Assert.That(
            await Organisation.ListAsync<(string, int)>(
                """
                select against, (select round(extract(epoch from now.closed_at - other.closed_at) / 86400) from wave now
                    order by closed_at desc limit 1)::int
                from published_verdict join wave other on other.id = other_wave_id join publication_cell cell on cell.id = cell_id
                where cell.wave_id = (select id from wave order by closed_at desc limit 1) and against <> 'target' order by 1
                """
            ),
            Is.EqualTo(new[] { ("before", 30), ("year_ago", 370) })
        );
    }

    [Test]
    public async Task A_step_is_held_against_its_target()
    {
        await SealStepsAsync(0, waiting: 2, quality: 5);
        Assert.That(
            await WordsAsync(Against.Target),
            Is.EqualTo(new[] { "IT-ALL intake no_change", "IT-ALL quality better", "IT-ALL waiting worse" })
        );
    }

    // Five answers cannot reach 5 % by mirroring (1 in 16), six could: "5 to 9" must not tell which.
    [TestCase(5)]
    [TestCase(6)]
    public async Task A_band_that_might_be_too_few_for_a_target_is_too_few_whatever_it_hides(int people)
    {
        await SealStepsAsync(0, waiting: 1, people: people);
        Assert.That(
            await VerdictsAsync(Against.Target),
            Is.EqualTo(new[] { "IT-ALL intake too_few", "IT-ALL quality too_few", "IT-ALL waiting too_few" })
        );
    }

    [Test]
    public async Task Small_groups_are_compared_exactly_and_without_numbers()
    {
        await SealStepsAsync(0, waiting: 1, people: 5);
        await SealStepsAsync(28, waiting: 5, people: 5);
        Assert.That(await VerdictsAsync(Against.Before), Does.Contain("IT-ALL waiting better").And.Contain("IT-ALL overall no_change"));
    }

    [Test]
    public async Task A_sealing_that_was_broken_off_comes_to_the_same_verdicts()
    {
        await SealStepsAsync(0, waiting: 4);
        var wave = await OpenAsync(28);
        await AnswerStepsAsync(wave, waiting: 2, quality: 4, people: 24);
        await wave.CloseAsync(Organisation);
        IReadOnlyList<string> first = [];
        Assert.That(
            async () =>
                await Test.Database.InTransactionAsync(async connection =>
                {
                    await Publisher.PublishAsync(connection, TestFigureKey.Key, wave.Id, default);
                    first = await Survey.Db.Sql.ListAsync<string>(connection, Rows, new { against = Against.Before.Text() }, default);
                    throw new InvalidOperationException("killed");
                }),
            Throws.InvalidOperationException
        );
        Assert.That(await VerdictsAsync(Against.Before), Is.Empty);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, wave.Id, Start.AddDays(36), default);
        Assert.That(await VerdictsAsync(Against.Before), Is.EqualTo(first).And.Count.EqualTo(4));
    }

    [Test]
    public async Task The_overview_says_what_the_verdicts_say()
    {
        await SealStepsAsync(0, waiting: 1, quality: 3);
        await SealStepsAsync(28, waiting: 3, quality: 2);
        await using var connection = await Test.Database.OpenAsync();
        var wave = await Organisation.OneAsync<long>("select max(id) from wave");
        var row = Attention.Of(await ResultReading.RelationshipsAsync(connection, wave, _ => true, default))[0];
        Assert.That(row.Problems.Select(figure => figure.Figure.Item), Is.EqualTo(new[] { "quality", "waiting" }));
        Assert.That(row.Better.Select(figure => figure.Figure.Item), Is.EqualTo(new[] { "waiting" }));
        Assert.That(row.Worse.Select(figure => figure.Figure.Item), Is.EqualTo(new[] { "quality" }));
        Assert.That(row.Overall!.AgainstBefore!.Called, Is.EqualTo(Verdict.NoChange));
    }

    private Task<OpenWave> OpenAsync(int days, string pulse = "MONTHLY") => OpenWave.OpenAsync(Organisation, pulse, Start.AddDays(days));

    private async Task SealAsync(OpenWave wave)
    {
        await wave.CloseAsync(Organisation);
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, wave.Id, Start.AddYears(1), default), Is.True);
    }

    /// <summary>A wave that opens so many days after the first Monday, with those overall ratings of one relationship.</summary>
    private async Task SealAsync(int days, string relationship, int[] counts, string pulse = "MONTHLY")
    {
        var wave = await OpenAsync(days, pulse);
        await wave.RateAsync(Organisation, relationship, Ratings(counts));
        await SealAsync(wave);
    }

    /// <summary>A wave in which everybody rates IT-ALL and its steps 4, but for two steps.</summary>
    private async Task SealStepsAsync(int days, int waiting, int quality = 4, int people = 24)
    {
        var wave = await OpenAsync(days);
        await AnswerStepsAsync(wave, waiting, quality, people);
        await SealAsync(wave);
    }

    private async Task AnswerStepsAsync(OpenWave wave, int waiting, int quality, int people)
    {
        foreach (var person in wave.AskedAbout("IT-ALL").Take(people))
        {
            await wave.AnswerAsync(Organisation, person, "IT-ALL", Answering.Rated(4, intake: 4, waiting: waiting, quality: quality));
        }
    }

    private static int[] Ratings(int[] counts) => [.. counts.SelectMany((count, index) => Enumerable.Repeat(index + 1, count))];

    private const string Rows = """
        select relationship.code || ' ' || item || ' ' || verdict || coalesce(' ' || difference, '')
            || coalesce(' ' || low || '..' || high, '')
        from published_verdict join publication_cell cell on cell.id = cell_id join relationship on relationship.id = cell.relationship_id
        where against = @against order by cell.wave_id, relationship.code, item
        """;

    private async Task<IReadOnlyList<string>> WordsAsync(Against against) =>
        [.. (await VerdictsAsync(against)).Select(row => string.Join(' ', row.Split(' ').Take(3)))];

    private Task<IReadOnlyList<string>> VerdictsAsync(Against against) =>
        Organisation.ListAsync<string>(Rows, new { against = against.Text() });
}
