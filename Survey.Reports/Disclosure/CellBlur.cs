using Survey.Db.Settings;
using Survey.Reports.Scoring;

namespace Survey.Reports.Disclosure;

/// <summary>A cell for the figure key: who is rated by whom. Not by which pulse or code: asking again must not draw new moves.</summary>
/// <param name="Asked">Tells apart what is asked twice at one place in one wave, such as two services of one provider.</param>
public readonly record struct CellName(string Place, string Asked);

/// <summary>
/// The cell key method (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013): a few answers move across each boundary between
/// values, always alike for the same cell. README.md has the reasons.
/// </summary>
public sealed class CellBlur(FigureKey key, string wave)
{
    /// <summary>Draws of -1, 0 or 1 per fixed offset. An offset at its limit discloses the count, so it must be rare.</summary>
    private const int FixedDrawsOfCount = 5;

    /// <summary>Of 63 equally likely numbers from -31 to 31, absolute values from here on move one, two and three answers.</summary>
    private const int MovesOne = 14;
    private const int MovesTwo = 29;
    private const int MovesThree = 31;

    /// <summary>Name of the number of answers. Items asked of everybody share its offset, so their numbers keep their order.</summary>
    public const string Answers = "answers";

    /// <param name="cuts">The boundaries, from 0, next to the cuts between low, middle and high.</param>
    /// <param name="counted">Name of the number of answers; another name has another offset.</param>
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
            shown < BlurredCell.FewestForNumber && answers.IsUnweighted
                ? MovesOfWords(cell, item, answers.Counts.Count - 1, cuts)
                : MovesOfNumbers(cell, item, answers);
        return new(answers.Lowest, Moved(answers.Counts, moves), answers.N, answers.Size, shown, Math.Max(shown, people), minimumGroup);
    }

    /// <summary>Options have no order, so each is blurred as a number of people.</summary>
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

    /// <summary>For numbers of people other than of answers, such as "no contact". The result is not rounded and may be negative.</summary>
    public int Count(CellName cell, string what, int people) => people + OffsetOf(cell, what);

    private int OffsetOf(CellName cell, string what) =>
        key.Draw(Purpose("count", cell.Place, what), FixedDrawsOfCount).Sum()
        + key.Draw(Purpose("count in wave", cell.Place, cell.Asked, wave, what), 1)[0];

    /// <summary>
    /// The sum of three layers: fixed, of the wave, of the item. With different weights the fixed layer is doubled, because the lighter
    /// parts of the cell add no layer of their own.
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

    /// <summary>Moves from -3 to 3. Large moves are rare, because a move at its limit discloses ratings for certain.</summary>
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

    /// <summary>For few answers of equal weight: the fixed layer at the lower cut, the item's at the upper. Few words change.</summary>
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
