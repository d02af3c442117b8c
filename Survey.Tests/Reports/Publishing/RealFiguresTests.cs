using System.Globalization;
using Survey.Api;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>73,421 real ratings: 28 relationships in six waves against figures that lecture_expected.py computed from the file.</summary>
public sealed class RealFiguresTests
{
    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task ImportAsync()
    {
        var ratings = ImportFile.RealData("lecture-service-ratings.csv");
        _test = await TestDatabase.CreateAsync();
        await RunAsync("import", "units", ImportFile.RealData("lecture-service-units.csv"));
        await RunAsync("journey", Path.Combine(Repository.Root, "Survey.Tests", "Support", "teaching.json"));
        await RunAsync("import", "relationships", ImportFile.RealData("lecture-service-relationships.csv"));
        await RunAsync("import", "responses", ratings);
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }
    }

    [Test]
    public async Task Every_figure_of_the_real_ratings_agrees_with_an_independent_computation()
    {
        var published = await new Organisation(_test.Database).ListAsync<string>(
            """
            select concat_ws(',', wave.code, coalesce(relationship.code, '*'), n, value, low, high, favourable, favourable_low,
                favourable_high)
            from published_figure
            join publication_cell cell on cell.id = cell_id
            join wave on wave.id = cell.wave_id
            left join relationship on relationship.id = cell.relationship_id
            where cell.kind in ('relationship', 'organisation') and item = 'overall' and pooled = (cell.kind = 'organisation')
            """
        );
        Assert.That(published, Is.EquivalentTo(Expected("lecture-figures.csv")));
    }

    [Test]
    public async Task Every_verdict_on_the_real_ratings_agrees_with_an_independent_computation()
    {
        var stored = await new Organisation(_test.Database).ListAsync<string>(
            """
            select concat_ws(',', wave.code, against, relationship.code, other.code, verdict, difference, verdict.low, verdict.high)
            from published_verdict verdict
            join publication_cell cell on cell.id = cell_id
            join wave on wave.id = cell.wave_id
            join wave other on other.id = other_wave_id
            join relationship on relationship.id = cell.relationship_id
            """
        );
        Assert.That(stored, Is.EquivalentTo(Expected("lecture-verdicts.csv")));
    }

    [Test]
    public async Task Every_change_of_a_share_of_the_real_ratings_agrees_with_an_independent_computation()
    {
        var stored = await new Organisation(_test.Database).ListAsync<string>(
            """
            select concat_ws(',', wave.code, against, relationship.code, share_verdict, share_difference, share_low, share_high)
            from published_verdict
            join publication_cell cell on cell.id = cell_id
            join wave on wave.id = cell.wave_id
            join relationship on relationship.id = cell.relationship_id
            """
        );
        Assert.That(stored, Is.EquivalentTo(Expected("lecture-shares.csv")));
    }

    [Test]
    public async Task Every_slope_of_the_real_ratings_agrees_with_an_independent_computation()
    {
        var stored = await new Organisation(_test.Database).ListAsync<string>(
            """
            select concat_ws(',', wave.code, relationship.code, waves, direction, to_char(per_year, 'FM0.00'), to_char(low, 'FM0.00'),
                             to_char(high, 'FM0.00'))
            from published_slope
            join publication_cell cell on cell.id = cell_id
            join wave on wave.id = cell.wave_id
            join relationship on relationship.id = cell.relationship_id
            """
        );
        Assert.That(stored, Is.EquivalentTo(Expected("lecture-slopes.csv")));
    }

    private static IEnumerable<string> Expected(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, "Survey.Tests", "Reports", "Publishing", file)).Skip(1);

    private async Task RunAsync(params string[] arguments)
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await ApiCommandLine.RunAsync(
            [.. arguments, $"--ConnectionStrings:Survey={_test.ConnectionString}", $"--Privacy:FigureKey={TestFigureKey.Setting}"],
            TextWriter.Null,
            error,
            default
        );
        Assert.That(exit, Is.Zero, error.ToString());
    }
}
