using Survey.Reports.Disclosure;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Publishing;

/// <summary>That nothing published of who took part gives away how few had no contact (rules A5 and A7), by trying every small table.</summary>
public sealed class ParticipationTests
{
    /// <summary>What anybody may read of a relationship beside its ratings.</summary>
    private sealed record Read(int? Ratings, bool IsBand, int Asked, ResponseRate Rate, int? NoContact);

    [TestCase(3)]
    [TestCase(5)]
    [TestCase(7)]
    [TestCase(9)]
    [TestCase(12)]
    public void Nothing_narrows_down_how_few_had_no_contact(int minimum)
    {
        foreach (var alike in Tables(mostAsked: 60).GroupBy(table => Publish(table, minimum)))
        {
            var possible = alike.Select(table => table.NoContact).Distinct().Order().ToList();
            var few = possible.Where(count => count > 0 && count < minimum).ToList();
            Assert.That(possible, Has.Count.GreaterThan(1).Or.Not.SubsetOf(few), $"{alike.Key} tells the number");
            if (few.Count > 0 && alike.Key.Ratings is { } ratings)
            {
                Assert.That(few, Is.EqualTo(Enumerable.Range(1, Math.Min(minimum - 1, alike.Key.Asked - ratings))), $"{alike.Key} narrows the number down");
            }
        }
    }

    [TestCase(20, 0, 26, 77, null, 0)]
    [TestCase(15, 5, 26, 77, null, 25)]
    [TestCase(12, 1, 14, null, "over75", null)]
    [TestCase(12, 0, 14, null, "over75", null, Description = "as with one or two")]
    [TestCase(14, 0, 14, 100, null, 0)]
    [TestCase(18, 1, 40, null, "25to75", null, Description = "25 to 50 % with one, 50 to 75 % with two")]
    [TestCase(10, 3, 48, null, "under50", null)]
    [TestCase(29, 3, 40, null, "over50", null)]
    [TestCase(8, 30, 50, null, "over75", null)]
    [TestCase(0, 0, 30, null, "under25", null)]
    public void Where_the_number_may_not_be_told_the_rate_is_a_band_that_fits_all_it_may_be(
        int ratings, int noContact, int asked, int? percent, string? band, int? told)
    {
        var (rate, share) = Participation.Of(new Population(asked, asked, ratings, noContact), ratings >= 10 ? ratings : null, 5);
        Assert.That((rate, share), Is.EqualTo((new ResponseRate(percent, band), told)));
    }

    [Test]
    public void Who_were_asked_is_not_known_of_history() =>
        Assert.That(Participation.Of(new Population(40, null, 20, 0), 20, 5), Is.EqualTo((default(ResponseRate), default(int?))));

    // Neither "everybody answered" nor the correction of an interval tells one person without contact from nobody.
    [TestCase(11, 1, 12, false)]
    [TestCase(20, 4, 24, false)]
    [TestCase(20, 5, 25, true)]
    public void Few_without_contact_enter_no_figure(int ratings, int noContact, int customers, bool counts)
    {
        var answers = new Histogram(1, [0, 0, 0, 4, ratings - 4]);
        var (with, without) = (Stratum(noContact), Stratum(0));
        Assert.That(with.IsCensus, Is.EqualTo(counts));
        Assert.That(with.VarianceFactor, counts ? Is.Not.EqualTo(without.VarianceFactor) : Is.EqualTo(without.VarianceFactor));

        Stratum Stratum(int none) => new(answers, new Population(customers, customers, ratings, none).Told(5), 0);
    }

    private static IEnumerable<Population> Tables(int mostAsked) =>
        from asked in Enumerable.Range(1, mostAsked)
        from ratings in Enumerable.Range(0, asked + 1)
        from noContact in Enumerable.Range(0, asked - ratings + 1)
        select new Population(asked, asked, ratings, noContact);

    private static Read Publish(Population table, int minimum)
    {
        int? shown = table.Rated < minimum ? null : table.Rated < SmallGroup.Exact ? SmallGroup.Only(minimum) : table.Rated;
        var (rate, noContact) = Participation.Of(table, shown, minimum);
        return new(shown, shown is null && table.Rated >= minimum, table.Asked!.Value, rate, noContact);
    }
}
