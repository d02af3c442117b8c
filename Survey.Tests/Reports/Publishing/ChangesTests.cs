using System.Globalization;
using Survey.Db.History;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// Stored changes of shares, gaps of pairs and slopes, and those that are not stored because a figure is suppressed or a small group's.
/// </summary>
public sealed class ChangesTests : InSmallOrganisation
{
    /// <summary>So far apart that no moves hide it.</summary>
    private static readonly int[] Good = [0, 1, 3, 16, 20],
        Poor = [14, 14, 8, 3, 1];

    private string _file = "";

    [SetUp]
    public async Task CreateAsync()
    {
        await Organisation.RelationshipAsync("SALES-HR", "SALES", "HR");
        _file = "wave,closed_on,relationship,overall,waiting\n";
    }

    [Test]
    public async Task A_share_is_compared_beside_its_mean()
    {
        Wave("2024-03-01", "IT-ALL", Poor);
        Wave("2025-03-01", "IT-ALL", Good);
        await ImportAsync();
        Assert.That(
            await SharesAsync(),
            Has.Count.EqualTo(4).And.All.Match("^(before|year_ago) (overall|waiting) better [789]0 [3-7]0..(90|100)$")
        );
    }

    [TestCase(new[] { 0, 0, 0, 0, 6 }, Description = "a small group")]
    [TestCase(new[] { 0, 0, 0, 0, 4 }, Description = "hidden")]
    public async Task A_share_that_is_not_shown_is_compared_with_none(int[] few)
    {
        Wave("2024-03-01", "IT-ALL", Poor);
        Wave("2024-06-01", "IT-ALL", few);
        Wave("2024-09-01", "IT-ALL", Good);
        await ImportAsync();
        Assert.That(await SharesAsync(), Is.Empty);
        Assert.That(
            await Organisation.OneAsync<int>(
                "select count(*)::int from published_verdict where share_low is not null or share_difference is not null"
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task Two_that_serve_each_other_have_one_gap_and_others_none()
    {
        Wave("2025-03-01", "HR-SALES", Good);
        Wave("2025-03-01", "SALES-HR", Poor);
        Wave("2025-03-01", "SALES-SALES", Poor);
        Wave("2025-03-01", "IT-ALL", Poor);
        await ImportAsync();
        await using var connection = await Test.Database.OpenAsync();
        var (hr, sales) = (await CellAsync("HR-SALES"), await CellAsync("SALES-HR"));
        var gap = (await PublishedGap.OfCellAsync(connection, hr, default)).Single();
        Assert.That((gap.CellId, gap.OtherCellId, gap.Clear), Is.EqualTo((hr, sales, true)));
        Assert.That(gap.Difference, Is.EqualTo(2.3).Within(0.35), "4.375 - 2.075");
        Assert.That(gap.Low < gap.Difference && gap.High > gap.Difference, Is.True);
        Assert.That(
            await PublishedGap.OfCellAsync(connection, sales, default),
            Is.EqualTo(new[] { new PublishedGap(sales, hr, true, -gap.Difference, -gap.High, -gap.Low) })
        );
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from published_gap"), Is.EqualTo(1));
    }

    [TestCase(6)]
    [TestCase(4)]
    public async Task A_direction_that_is_not_shown_exactly_has_no_gap(int few)
    {
        Wave("2025-03-01", "HR-SALES", Good);
        Wave("2025-03-01", "SALES-HR", [few, 0, 0, 0, 0]);
        await ImportAsync();
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from published_gap"), Is.Zero);
    }

    [Test]
    public async Task Four_exact_waves_have_a_slope_and_others_take_no_part()
    {
        Wave("2022-03-01", "IT-ALL", Poor);
        Wave("2023-03-01", "IT-ALL", Poor);
        Wave("2023-09-01", "IT-ALL", [0, 0, 0, 0, 6]);
        Wave("2023-10-01", "IT-ALL", [0, 0, 0, 0, 4]);
        Wave("2024-03-01", "IT-ALL", Good);
        Assert.That(await SlopesAfterAsync(), Is.Empty);
        Wave("2025-03-01", "IT-ALL", Good);
        Assert.That(await SlopesAfterAsync(), Has.Count.EqualTo(2).And.All.Match("^(overall|waiting) 4 (none|up) "));
    }

    [Test]
    public async Task A_clear_slope_has_a_direction_and_a_wave_hidden_since_leaves_it_as_it_was()
    {
        foreach (var (year, shift) in Enumerable.Range(2019, 6).Zip([0, 1, 4, 6, 7, 10]))
        {
            Wave($"{year}-03-01", "IT-ALL", [20 - 2 * shift, 8, 8, 8, 8 + 2 * shift]);
        }
        var before = await SlopesAfterAsync();
        Assert.That(before, Has.All.Match(" up "));
        Wave("2024-06-01", "IT-ALL", [4, 0, 0, 0, 0]);
        Assert.That(await SlopesAfterAsync(), Is.EqualTo(before));
    }

    private void Wave(string day, string relationship, int[] counts) =>
        _file += string.Concat(
            counts.SelectMany(
                (count, index) =>
                    Enumerable.Repeat(
                        string.Create(CultureInfo.InvariantCulture, $"{day},{day},{relationship},{index + 1},{index + 1}\n"),
                        count
                    )
            )
        );

    private Task ImportAsync() =>
        Test.Database.InTransactionAsync(async connection =>
        {
            var imported = await ResponseImport.ImportAsync(
                connection,
                ImportFile.Of(_file),
                new PrivacyOptions(),
                OpenWave.FirstMonday,
                default
            );
            foreach (var wave in imported.NewWaveIds)
            {
                await Publisher.PublishAsync(connection, TestFigureKey.Key, wave, default);
            }
        });

    private async Task<IReadOnlyList<string>> SlopesAfterAsync()
    {
        await ImportAsync();
        return await Organisation.ListAsync<string>(
            """
            select concat_ws(' ', item, waves, direction, per_year, low || '..' || high)
            from published_slope join publication_cell cell on cell.id = cell_id
            where cell.wave_id = (select id from wave order by closed_at desc limit 1) order by 1
            """
        );
    }

    private Task<IReadOnlyList<string>> SharesAsync() =>
        Organisation.ListAsync<string>(
            """
            select concat_ws(' ', against, item, share_verdict, share_difference, share_low || '..' || share_high)
            from published_verdict where share_verdict is not null order by 1
            """
        );

    private Task<long> CellAsync(string relationship) =>
        Organisation.OneAsync<long>(
            """
            select cell.id from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.kind = 'relationship' and relationship.code = @relationship
            """,
            new { relationship }
        );
}
