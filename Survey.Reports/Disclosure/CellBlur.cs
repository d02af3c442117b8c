using Survey.Db.Settings;

namespace Survey.Reports.Disclosure;

/// <summary>
/// A cell as the key knows it: who is rated by whom. Not by which pulse or under which code, so that asking again moves nothing else.
/// </summary>
/// <param name="Place">Provider, customers and employment kind.</param>
/// <param name="Asked">Tells apart what is asked twice of the same place in one wave, such as two services of one provider.</param>
public readonly record struct CellName(string Place, string Asked);

/// <summary>
/// The cell key method (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013): at each boundary between neighbouring values a few
/// answers move across, always in the same way for the same cell. README.md in this folder has the reasons and the titles.
/// </summary>
/// <param name="wave">Code of the wave.</param>
public sealed class CellBlur(FigureKey key, string wave)
{
    /// <summary>
    /// The fixed offset of a count is the sum of so many draws of -1, 0 or 1. Large offsets must be rare: an offset at its limit gives the
    /// count away.
    /// </summary>
    private const int FixedDrawsOfCount = 5;

    /// <summary>Of 63 equally likely numbers from -31 to 31, those at least so large move one, two and three answers.</summary>
    private const int MovesOne = 14;
    private const int MovesTwo = 29;
    private const int MovesThree = 31;

    /// <summary>What the numbers of answers to all that everybody was asked are called: one offset for all, so that they keep their order.</summary>
    public const string Answers = "answers";

    /// <param name="cuts">The boundaries, from 0, next to the cuts between low, middle and high.</param>
    /// <param name="customers">How many there can be at most; null: unknown.</param>
    /// <param name="counted">What the number of answers is called; with a name of its own it has an offset of its own.</param>
    public BlurredCell Blur(
        CellName cell,
        string item,
        WeightedAnswers answers,
        (int Lower, int Upper) cuts,
        int minimumGroup,
        int? customers,
        string counted = Answers
    )
    {
        var offset = OffsetOf(cell, counted);
        var shown = ShownCount.OfAnswers(answers.N + offset, minimumGroup, customers);
        var people = ShownCount.OfAnswers(answers.People + offset, minimumGroup, customers);
        var moves =
            shown < ShownCount.Numbers && answers.IsUnweighted
                ? MovesOfWords(cell, item, answers.Counts.Count - 1, cuts)
                : MovesOfNumbers(cell, item, answers);
        return new(answers.Lowest, Moved(answers.Counts, moves), answers.N, answers.Size, shown, Math.Max(shown, people), minimumGroup);
    }

    /// <summary>Options that may be chosen together have no order: each is a count of people.</summary>
    public BlurredCell BlurChoices(
        CellName cell,
        string item,
        WeightedAnswers answers,
        int minimumGroup,
        int? customers,
        string counted = Answers
    )
    {
        var shown = ShownCount.OfAnswers(answers.People + OffsetOf(cell, counted), minimumGroup, customers);
        var counts = answers.Counts.Select((count, option) => count + OffsetOf(cell, $"{item} {option}"));
        return new(answers.Lowest, [.. counts], answers.N, answers.Size, shown, shown, minimumGroup);
    }

    /// <summary>A number of people that is not one of answers: without contact, or to whom a step does not apply.</summary>
    /// <param name="what">What is counted.</param>
    /// <returns>Not rounded; may be negative.</returns>
    public int Count(CellName cell, string what, int people) => people + OffsetOf(cell, what);

    private int OffsetOf(CellName cell, string what) =>
        key.Draw(Purpose("count", cell.Place, what), FixedDrawsOfCount).Sum()
        + key.Draw(Purpose("count in wave", cell.Place, cell.Asked, wave, what), 1)[0];

    /// <summary>
    /// Three layers: one that is the same for everything ever asked of the cell, one for all items of a wave, one of the item's own. Where
    /// answers weigh differently the fixed layer is doubled, because the parts, which weigh less, add none of their own.
    /// </summary>
    private int[] MovesOfNumbers(CellName cell, string item, WeightedAnswers answers)
    {
        var boundaries = answers.Counts.Count - 1;
        var always = Layer(Purpose("cell", cell.Place), boundaries);
        var weighted = answers.IsUnweighted ? new int[boundaries] : Layer(Purpose("weighted cell", cell.Place), boundaries);
        var inWave = Layer(Purpose("wave", cell.Place, cell.Asked, wave), boundaries);
        var ofItem = key.Draw(Purpose("item", cell.Place, cell.Asked, wave, item), boundaries);
        return [.. always.Select((move, boundary) => move + weighted[boundary] + inWave[boundary] + ofItem[boundary])];
    }

    /// <summary>Moves from -3 to 3, large ones rare: only a move at its limit tells for certain on which side somebody was.</summary>
    private int[] Layer(string purpose, int boundaries) =>
        [
            .. key.Draw(purpose, boundaries, MovesThree)
                .Select(drawn =>
                    Math.Sign(drawn)
                    * Math.Abs(drawn) switch
                    {
                        < MovesOne => 0,
                        < MovesTwo => 1,
                        < MovesThree => 2,
                        _ => 3,
                    }
                ),
        ];

    /// <summary>
    /// Of few answers that weigh the same: one boundary moves by a fixed layer, the other by the item's, so that as few words as possible
    /// change.
    /// </summary>
    private int[] MovesOfWords(CellName cell, string item, int boundaries, (int Lower, int Upper) cuts)
    {
        var moves = new int[boundaries];
        moves[cuts.Lower] = key.Draw(Purpose("words of cell", cell.Place), boundaries)[cuts.Lower];
        moves[cuts.Upper] = key.Draw(Purpose("item", cell.Place, cell.Asked, wave, item), boundaries)[cuts.Upper];
        return moves;
    }

    /// <summary>A positive move takes answers up across the boundary.</summary>
    private static double[] Moved(IReadOnlyList<double> counts, int[] moves)
    {
        var moved = counts.ToArray();
        foreach (var (boundary, move) in moves.Index())
        {
            moved[boundary] -= move;
            moved[boundary + 1] += move;
        }
        return moved;
    }

    private static string Purpose(params string[] parts) => string.Join('\n', parts);
}
