using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// Groups that were asked at different rates (rule C3): unit A stands for ten times as many customers as were asked, unit B for those asked.
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

    // 24 answers: 24 * 120 / 132 = 21.8 of A's and 24 * 12 / 132 = 2.2 of B's.
    [Test]
    public async Task Where_every_group_is_shown_by_itself_each_counts_as_its_customers()
    {
        await SealAsync(ofA: 12, ofB: 12);

        Assert.That(await CountsAsync(), Is.EqualTo(new[]
        {
            "relationship IT-ALL {2,0,0,0,22}", "relationship_unit A {0,0,0,0,12}", "relationship_unit B {12,0,0,0,0}",
        }));
    }

    [Test]
    public async Task Beside_a_hidden_group_every_answer_counts_alike_or_it_could_be_computed()
    {
        await SealAsync(ofA: 12, ofB: 3);

        Assert.That(await CountsAsync(), Is.EqualTo(new[] { "relationship IT-ALL {3,0,0,0,12}" }));
    }

    [Test]
    public async Task Where_units_and_employment_cross_every_answer_counts_alike_or_the_crossing_could_be_computed()
    {
        await _organisation.PeopleAsync("A", 12, "temporary");
        await _organisation.PeopleAsync("B", 12, "temporary");

        await SealAsync(ofA: 24, ofB: 24);

        Assert.That(await CountsAsync(), Is.EqualTo(new[]
        {
            "relationship IT-ALL {24,0,0,0,24}", "relationship_unit A {0,0,0,0,24}", "relationship_unit B {24,0,0,0,0}",
        }));
    }

    /// <summary>A's people answer 5, B's 1.</summary>
    private async Task SealAsync(int ofA, int ofB)
    {
        var wave = await OpenWave.OpenAsync(_organisation);
        await _organisation.RunAsync("""
            update reporting_group set customers = invited * 10 from unit where unit.id = customer_unit_id and unit.code = 'A'
            """);
        foreach (var (unit, count, rating) in new[] { ("a", ofA, 5), ("b", ofB, 1) })
        {
            foreach (var invitation in wave.AskedAbout("IT-ALL").Where(one => one.Email.StartsWith(unit, StringComparison.Ordinal)).Take(count))
            {
                await wave.AnswerAsync(_organisation, invitation, "IT-ALL", Answering.Rated(rating));
            }
        }
        await wave.CloseAsync(_organisation);
        Assert.That(await Sealing.SealAsync(_test.Database, wave.Id, OpenWave.FirstMonday.AddDays(7), default), Is.True);
    }

    /// <summary>The distributions of the overall rating that are shown, but for employment and roll-ups.</summary>
    private Task<IReadOnlyList<string>> CountsAsync() => _organisation.ListAsync<string>("""
        select cell.kind || ' ' || case cell.kind when 'relationship' then 'IT-ALL' else unit.code end || ' ' || counts::text
        from published_figure
        join publication_cell cell on cell.id = cell_id
        left join unit on unit.id = cell.customer_unit_id
        where item = 'overall' and counts is not null and cell.kind in ('relationship', 'relationship_unit')
        order by 1
        """);
}
