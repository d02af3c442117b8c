using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Services of one provider that people answer twice, through the product's own publishing.</summary>
public sealed class OverlappingServicesTests
{
    private const long Provider = 51;
    private const long Above = 20;
    private const long Below = 21;

    /// <summary>P serves B, and PB, which is B with one more person. Everybody says the same of both.</summary>
    [Test]
    public void One_person_more_in_a_second_service_of_the_provider_stays_open([Values(1, 10)] int waves) =>
        Tally
            .Of($"P for B and PB, {waves} waves", LongSearch.Trials(waves == 1 ? 60 : 15), trial =>
            {
                var all = new Simulated(trial).Rate(new Random(trial).Next(8, 40));
                var organisation = new AuditOrganisation();
                organisation.Unit(Above, 1);
                organisation.Unit(Below, Above);
                organisation.Unit(Provider, 1);
                Service(organisation, 1, Below, all[1..]);
                Service(organisation, 2, Above, all);
                organisation.RollUps();
                var seen = Published(organisation, trial, waves);
                return ChainAuditTests.Checked(
                    Intruder.Rest(Of(seen, organisation, CellKind.Relationship, 2), Of(seen, organisation, CellKind.Relationship, 1), 1),
                    all[..1]
                );
            })
            .AssertClosed();

    /// <summary>Two services of one pair of units, of which one is hidden: the matrix shows both together.</summary>
    [Test]
    public void A_hidden_second_service_of_the_same_pair_stays_open([Values(1, 10)] int waves) =>
        Tally
            .Of($"two services of a pair, {waves} waves", LongSearch.Trials(waves == 1 ? 60 : 15), trial =>
            {
                var all = new Simulated(trial).Rate(new Random(trial).Next(12, 40));
                var organisation = new AuditOrganisation();
                organisation.Unit(Below, 1);
                organisation.Unit(Provider, 1);
                Service(organisation, 1, Below, all[1..]);
                Service(organisation, 2, Below, all[..1], all.Length - 2);
                organisation.RollUps();
                var seen = Published(organisation, trial, waves);
                return seen.Exists(wave => PairOf(wave).Answers is null)
                    ? null
                    : ChainAuditTests.Checked(OfPair(seen, organisation, all), all[..1]);
            })
            .AssertClosed();

    private static void Service(AuditOrganisation organisation, long id, long customers, int[] ratings, int noContact = 0)
    {
        organisation.Group(id, new ReportingGroup(customers, null), ratings.Length + noContact, [.. ratings]);
        organisation.NoContact[organisation.Ratings.Count] = noContact;
        organisation.Relationship(id, Provider, customers, ratings.Length + noContact);
    }

    /// <summary>
    /// An intruder who knows all answers to the shown service learns its fixed moves. The matrix has the same moves and one more
    /// layer, that of weighted cells. Waves in which the hidden answer is not the heaviest tell less and are left out.
    /// </summary>
    private static Finding OfPair(List<WaveFigures> seen, AuditOrganisation organisation, int[] all)
    {
        var shown = Of(seen, organisation, CellKind.Relationship, 1);
        var others = Ratings.Above(all[1..]);
        var moves = Intruder
            .Fixed(shown)
            .Less(others)
            .Points()
            .Where(move => move.Zip(shown.Layers.Fixed).All(one => Math.Abs(one.First) <= one.Second))
            .ToList();
        PointSet? possible = null;
        foreach (var wave in seen)
        {
            var (weights, pair) = (organisation.Weights(wave, PairOf(wave).Cell), Of([wave], organisation, CellKind.Pair, null));
            if (pair.Layers == Layers.Weighted && weights[2] > 1 - 1e-9)
            {
                var one = Intruder.Fixed(pair, [.. others.Select(above => above * weights[1])], 1);
                possible = possible?.Intersect(one) ?? one;
            }
        }
        var wide = possible?.Dilate(Layers.Numbers.Fixed);
        return new(1, [.. Ratings.AllOf(1).Where(rating => wide is null || moves.Exists(move => wide.Contains(rating, move)))]);
    }

    private static BlurredItem PairOf(WaveFigures wave) =>
        wave.Items.First(item => item.Cell.Kind == CellKind.Pair && item.Item == Item.Overall);

    private static List<WaveFigures> Published(AuditOrganisation organisation, int trial, int waves) =>
        [.. Enumerable.Range(0, waves).Select(wave => organisation.Publish(Simulated.Key(trial), $"wave {wave}"))];

    private static Series Of(List<WaveFigures> waves, AuditOrganisation organisation, CellKind kind, long? relationship)
    {
        var figures = waves
            .Select(wave =>
                wave.Items.Zip(wave.Figures)
                    .First(pair =>
                        pair.First.Cell.Kind == kind && pair.First.Cell.RelationshipId == relationship && pair.First.Item == Item.Overall
                    )
            )
            .ToList();
        var weights = organisation.Weights(waves[0], figures[0].First.Cell);
        return Series.Of(
            figures.Select(pair => SeenCell.Read(pair.First, pair.Second)),
            weights.Keys.Sum(group => organisation.Ratings[group].Count),
            figures[0].First.Answers!.IsUnweighted
        );
    }
}
