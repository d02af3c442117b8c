using Survey.Db.Settings;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The figures of a cell in one wave.</summary>
/// <param name="N">How many answered.</param>
/// <param name="Since">What the intruder knows to have been added since the first wave, as <see cref="Ratings.Above"/>.</param>
internal sealed record SeenWave(IReadOnlyList<Reading> Items, int N, int[] Since);

/// <summary>The figures of a cell in some waves, in each of items that everybody rates alike.</summary>
internal sealed record Series(IReadOnlyList<SeenWave> Waves, Layers Layers)
{
    private static readonly int[] Nothing = new int[PointSet.Dimensions];

    /// <summary>The same people answer in all waves.</summary>
    public static Series Of(
        FigureKey key,
        string place,
        WeightedAnswers answers,
        int waves = 1,
        int items = 1,
        string asked = "1",
        int k = Simulated.MinimumGroup,
        int from = 0
    ) =>
        Of(
            [.. Enumerable.Range(from, waves).Select(wave => Wave(key, place, answers, wave, items, asked, k, Nothing))],
            answers.IsUnweighted
        );

    /// <summary>People join and leave whose ratings the intruder knows.</summary>
    /// <param name="waves">Who answers, and what was added since the first wave.</param>
    public static Series OfChanging(FigureKey key, string place, IEnumerable<(int[] Ratings, int[] Since)> waves) =>
        Of(
            [
                .. waves.Select(
                    (wave, number) => Wave(key, place, Simulated.Answers(wave.Ratings), number, 1, "1", Simulated.MinimumGroup, wave.Since)
                ),
            ],
            true
        );

    /// <summary>As the product's own publishing gave them.</summary>
    public static Series Of(IEnumerable<Reading> waves, int n, bool isWhole) =>
        Of([.. waves.Select(reading => new SeenWave([reading], n, Nothing))], isWhole);

    /// <summary>Without moves.</summary>
    public static Series Rounded(IEnumerable<(int[] Ratings, int[] Since)> waves) =>
        new(
            [.. waves.Select(wave => new SeenWave([Simulated.Rounded(Simulated.Answers(wave.Ratings))], wave.Ratings.Length, wave.Since))],
            Layers.None
        );

    public static Series Rounded(int[] ratings) => Rounded([(ratings, Nothing)]);

    private static SeenWave Wave(
        FigureKey key,
        string place,
        WeightedAnswers answers,
        int wave,
        int items,
        string asked,
        int k,
        int[] since
    ) =>
        new(
            [
                .. Enumerable
                    .Range(0, items)
                    .Select(item => Simulated.Published(key, new CellName(place, asked), $"wave {wave}", $"item {item}", answers, k)),
            ],
            answers.People,
            since
        );

    /// <summary>
    /// If some figures are words and others numbers, the moves of words are treated as those of numbers, which are larger.
    /// </summary>
    private static Series Of(IReadOnlyList<SeenWave> waves, bool isWhole) =>
        new(
            waves,
            !isWhole ? Layers.Weighted
                : waves.All(wave => wave.Items.All(item => item.IsInWords)) ? Layers.Words
                : Layers.Numbers
        );
}
