using System.Globalization;
using Survey.Api.Commands;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>73,421 real ratings: 28 relationships in six waves against figures that lecture_expected.py computed from the file.</summary>
public sealed class RealFiguresTests
{
    [Test]
    public async Task Every_figure_of_the_real_ratings_agrees_with_an_independent_computation()
    {
        var data = Folder(new DirectoryInfo(Repository.Root));
        if (data is null)
        {
            Assert.Ignore("The real ratings are not here: there is no shared/data beside or above the checkout.");
        }
        await using var test = await TestDatabase.CreateAsync();
        await RunAsync(test, "import", "units", Path.Combine(data, "lecture-service-units.csv"));
        await RunAsync(test, "journey", Path.Combine(Repository.Root, "Survey.Tests", "Support", "teaching.json"));
        await RunAsync(test, "import", "relationships", Path.Combine(data, "lecture-service-relationships.csv"));
        await RunAsync(test, "import", "responses", Path.Combine(data, "lecture-service-ratings.csv"));

        var published = await new Organisation(test.Database).ListAsync<string>("""
            select concat_ws(',', wave.code, coalesce(relationship.code, '*'), n, to_char(value, 'FM0.00'), to_char(low, 'FM0.00'),
                             to_char(high, 'FM0.00'), favourable, favourable_low, favourable_high)
            from published_figure
            join publication_cell cell on cell.id = cell_id
            join wave on wave.id = cell.wave_id
            left join relationship on relationship.id = cell.relationship_id
            where cell.kind in ('relationship', 'organisation') and item = 'overall' and pooled = (cell.kind = 'organisation')
            """);
        var expected = File.ReadLines(Path.Combine(Repository.Root, "Survey.Tests", "Reports", "Publishing", "lecture-expected.csv")).Skip(1);
        Assert.That(published, Is.EquivalentTo(expected));
    }

    private static string? Folder(DirectoryInfo? near) =>
        near is null ? null
        : Path.Combine(near.FullName, "shared", "data") is var folder && Directory.Exists(folder) ? folder
        : Folder(near.Parent);

    private static async Task RunAsync(TestDatabase test, params string[] arguments)
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await CommandLine.RunAsync([.. arguments, $"--ConnectionStrings:Survey={test.ConnectionString}"], TextWriter.Null, error, default);
        Assert.That(exit, Is.Zero, error.ToString());
    }
}
