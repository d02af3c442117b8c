using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// Groups that were asked at different rates (rule C3): unit A has ten times as many customers as were asked, unit B as many.
/// </summary>
public sealed class WeightedFiguresTests
{
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("A", "ROOT", people: 12);
        await _organisation.UnitAsync("B", "ROOT", people: 12);
        await _organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        await _organisation.RelationshipAsync("IT-ALL", "IT", "ROOT");
        await _organisation.PulseAsync("MONTHLY");
    }

    [TearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    // A's 12 answers stand for 120 customers and weigh as one, B's 12 for 12 and weigh a tenth: 13.2 in all.
    [Test]
    public async Task Each_group_counts_as_its_customers()
    {
        await SealAsync(ofA: 12, ofB: 12);

        Assert.That((await CellAsync()).N, Is.EqualTo(13.2).Within(1e-9));
        Assert.That((await CellAsync()).Size, Is.EqualTo(13.2 * 13.2 / 12.12).Within(1e-9));
        Assert.That(await CountsAsync(), Has.Count.EqualTo(3));
    }

    // B's 3 answers are fewer than five: they are the rest, and stand for its 12 customers, each for 4, while A's stand for 10.
    [Test]
    public async Task Few_answers_are_the_rest_and_weigh_no_more_than_their_customers()
    {
        await SealAsync(ofA: 12, ofB: 3);

        Assert.That((await CellAsync()).N, Is.EqualTo(12 + 3 * 0.4).Within(1e-9));
        Assert.That(await CountsAsync(), Has.Count.EqualTo(2), "the relationship and A");
    }

    /// <summary>A's people answer 5, B's 1.</summary>
    private async Task SealAsync(int ofA, int ofB)
    {
        var wave = await OpenWave.OpenAsync(_organisation);
        await _organisation.RunAsync(
            """
            update reporting_group set customers = invited * 10 from unit where unit.id = customer_unit_id and unit.code = 'A'
            """
        );
        foreach (var (unit, count, rating) in new[] { ("a", ofA, 5), ("b", ofB, 1) })
        {
            foreach (
                var invitation in wave.AskedAbout("IT-ALL").Where(one => one.Email.StartsWith(unit, StringComparison.Ordinal)).Take(count)
            )
            {
                await wave.AnswerAsync(_organisation, invitation, "IT-ALL", Answering.Rated(rating));
            }
        }
        await wave.CloseAsync(_organisation);
        Assert.That(await Sealing.SealAsync(_test.Database, TestFigureKey.Key, wave.Id, OpenWave.FirstMonday.AddDays(7), default), Is.True);
    }

    /// <summary>Of all customers.</summary>
    private Task<(double N, double Size)> CellAsync() =>
        _organisation.OneAsync<(double, double)>(
            """
            select histogram.n, histogram.size from blurred_histogram histogram join publication_cell cell on cell.id = cell_id
            where cell.kind = 'relationship' and item = 'overall'
            """
        );

    /// <summary>The overall ratings that are shown, but for employment and roll-ups.</summary>
    private Task<IReadOnlyList<string>> CountsAsync() =>
        _organisation.ListAsync<string>(
            """
            select cell.kind || ' ' || n
            from published_figure
            join publication_cell cell on cell.id = cell_id
            where item = 'overall' and shown <> 'hidden' and cell.kind in ('relationship', 'relationship_unit')
            order by 1
            """
        );
}
