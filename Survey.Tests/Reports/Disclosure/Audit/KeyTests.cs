using System.Text.Json;
using MathNet.Numerics.Distributions;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Reports.Disclosure;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The key decides the moves, and nothing else decides what is published.</summary>
public sealed class KeyTests
{
    private static readonly (int, int) Cuts = (1, 2);

    [Test]
    public void The_same_key_gives_the_same_figures_and_another_key_others()
    {
        var organisation = Enumerable
            .Range(0, 50)
            .Select(AuditOrganisation.Random)
            .First(one => one.Ratings.Values.Sum(group => group.Count) > 60);
        var (first, again, other) = (Text(organisation, 1), Text(organisation, 1), Text(organisation, 2));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    /// <summary>Two keys, and answers that differ by as much as their moves do: nobody who sees the figures can tell which.</summary>
    [Test]
    public void Other_answers_with_the_same_blurred_answers_change_no_byte_of_what_is_published()
    {
        var pairs = 0;
        for (var number = 1; number < 600; number++)
        {
            int[] one = [.. new Simulated(number).Rate(number % 2 == 0 ? 40 : 22)];
            var (first, second) = (Simulated.Key(number), Simulated.Key(-number));
            if (Moved(first, one) is not { } moves || Moved(second, one) is not { } others)
            {
                continue;
            }
            int[] above = [.. Ratings.Above(one).Select((count, boundary) => count + moves[boundary] - others[boundary])];
            if (Ratings.AreWhole(one.Length, above) && Numbers(first, one) == Numbers(second, one) && !moves.SequenceEqual(others))
            {
                int[] other = [.. Enumerable.Range(1, one.Length).Select(person => 1 + above.Count(count => count >= person))];
                Assert.That(Text(Service(other), second), Is.EqualTo(Text(Service(one), first)));
                pairs++;
            }
        }
        TestContext.Out.WriteLine($"{pairs} pairs");
        Assert.That(pairs, Is.GreaterThan(10));
    }

    [Test]
    public void No_exact_number_decides_what_form_a_figure_has()
    {
        foreach (var shown in (int[])[5, 10, 15, 20, 25, 30, 100, 400])
        {
            var forms = Enumerable
                .Range(Math.Max(5, shown - 8), 17)
                .Select(n => Simulated.Figure(new(1, [0, 0, n / 2.0, n / 2.0, 0], n, n, shown, shown, 5)))
                .Select(figure =>
                    (
                        figure.N,
                        figure.Word is null,
                        figure.Value is null,
                        figure.Step,
                        figure.Low is null,
                        figure.Favourable is null,
                        figure.ShareStep,
                        figure.Shares?.Length,
                        figure.HasTrend
                    )
                );
            Assert.That(forms.Distinct().Count(), Is.EqualTo(1), $"{shown} shown");
        }
    }

    [Test]
    public void Moves_are_distributed_as_declared_and_independent_by_layer()
    {
        double[] thin = [1 / 63.0, 2 / 63.0, 15 / 63.0, 27 / 63.0, 15 / 63.0, 2 / 63.0, 1 / 63.0];
        double[] even = [1 / 3.0, 1 / 3.0, 1 / 3.0];
        var sum = Together(Together(thin, thin), even);
        var seen = new int[9];
        var sameCell = new int[9];
        for (var cell = 0; cell < 5000; cell++)
        {
            var moves = Moves(Simulated.Key(3), $"{cell}>*/", "wave");
            seen[Math.Clamp(moves[1], -4, 4) + 4]++;
            sameCell[Math.Clamp(moves[2] - Moves(Simulated.Key(3), $"{cell}>*/", "later")[2], -4, 4) + 4]++;
        }
        var differences = Together(Together(thin, thin), Together(even, even));

        Assert.That(P(seen, Clamped(sum)), Is.GreaterThan(0.001));
        Assert.That(P(sameCell, Clamped(differences)), Is.GreaterThan(0.001), "the fixed layer cancels between two waves");
    }

    [Test]
    public void Five_asked_and_five_answers_look_no_different_from_fewer()
    {
        var bands = Enumerable
            .Range(0, 6)
            .Select(answered =>
                Enumerable
                    .Range(0, 300)
                    .Select(number =>
                        ShownRate
                            .Of(
                                ShownCount.Round(new CellBlur(Simulated.Key(number), "wave").Count(new("1>2/", "1"), "answers", answered)),
                                5
                            )
                            .Band
                    )
                    .ToHashSet()
            )
            .ToList();

        Assert.That(bands.Skip(1).All(band => band.Overlaps(bands[0])), "no band excludes that nobody answered");
        Assert.That(bands.All(band => band.Overlaps(bands[5])), "nor that all did");
    }

    private static AuditOrganisation Service(int[] ratings)
    {
        var organisation = new AuditOrganisation();
        organisation.Unit(51, 1);
        organisation.Group(1, new(1, null), ratings.Length + 10, [.. ratings]);
        organisation.Relationship(1, 51, 1, ratings.Length + 10);
        organisation.RollUps();
        return organisation;
    }

    private static string Text(AuditOrganisation organisation, int key) => Text(organisation, Simulated.Key(key));

    private static string Text(AuditOrganisation organisation, FigureKey key)
    {
        var wave = organisation.Publish(key);
        var gaps = Gaps.Of(organisation.Frame, wave.Items.Zip(wave.Figures));
        return JsonSerializer.Serialize(
            new
            {
                wave.Figures,
                Participation = Participation(wave),
                gaps,
            }
        );
    }

    /// <summary>Numbers of people, which depend on no rating.</summary>
    private static string Numbers(FigureKey key, int[] ratings)
    {
        var wave = Service(ratings).Publish(key);
        return JsonSerializer.Serialize(new { wave.Items[0].Answers!.Shown, Participation = Participation(wave) });
    }

    private static IEnumerable<PublishedParticipation> Participation(WaveFigures wave) => wave.Participation.Published(null, 0);

    private static int[]? Moved(FigureKey key, int[] ratings) =>
        Item(key, ratings).Answers is { IsInWords: false } answers
            ? [.. Ratings.Above(ratings).Select((count, boundary) => (int)answers.Counts.Skip(boundary + 1).Sum() - count)]
            : null;

    private static BlurredItem Item(FigureKey key, int[] ratings) => Service(ratings).Publish(key).Items[0];

    private static int[] Moves(FigureKey key, string place, string wave)
    {
        int[] ratings = [.. Enumerable.Range(0, 50).Select(person => 1 + person % 5)];
        var blurred = new CellBlur(key, wave).Blur(new(place, "1"), "overall", Simulated.Answers(ratings), Cuts, 5, null);
        return [.. Ratings.Above(ratings).Select((count, boundary) => (int)blurred.Counts.Skip(boundary + 1).Sum() - count)];
    }

    /// <summary>Those beyond 4 as 4.</summary>
    private static double[] Clamped(double[] shares)
    {
        var middle = shares.Length / 2;
        return [shares[..(middle - 3)].Sum(), .. shares[(middle - 3)..(middle + 4)], shares[(middle + 4)..].Sum()];
    }

    private static double[] Together(double[] one, double[] other)
    {
        var sum = new double[one.Length + other.Length - 1];
        foreach (var (i, j) in one.Index().SelectMany(_ => other.Index(), (a, b) => (a.Index, b.Index)))
        {
            sum[i + j] += one[i] * other[j];
        }
        return sum;
    }

    /// <summary>Pearson's chi-square.</summary>
    private static double P(int[] seen, double[] expected) =>
        1
        - ChiSquared.CDF(
            seen.Length - 1,
            seen.Zip(expected, (number, share) => Math.Pow(number - share * seen.Sum(), 2) / (share * seen.Sum())).Sum()
        );
}
