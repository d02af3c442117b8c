using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>The only way from answers to figures: every published figure is computed from its output.</summary>
/// <param name="askedTogether">Null: unknown (history).</param>
internal sealed class Blurring(
    PublicationFrame frame,
    RollUpTree tree,
    Participation participation,
    CellBlur blur,
    IReadOnlyList<AskedTogether>? askedTogether
)
{
    /// <summary>In per cent (rule D9).</summary>
    private const int LeastCovered = 80;

    private readonly AnsweredTogether? _people = askedTogether is null ? null : new(frame, tree, askedTogether);

    public BlurredItem Of(CellItem item)
    {
        var relationships = tree.RelationshipsOf(item.Cell);
        var answers = IsShown(item) ? Blurred(item, relationships) : null;
        var tellsOthers = answers is not null && item is { IsBreakdownPoint: true, Cell.Kind: CellKind.Relationship };
        return new(
            item.Cell,
            item.Item,
            item.Scale,
            item.IsBreakdownPoint,
            answers,
            tellsOthers ? ShownCount.Round(blur.Count(item.Name, $"{item.Item} does not apply", item.DoesNotApply)) : null,
            participation.Of(item.Cell, relationships),
            answers is not null && relationships.Count > 1 ? Widening(item, answers) : 1,
            relationships.Count > 1 && participation.Pooled
        )
        {
            Follows = item.Follows,
        };
    }

    /// <summary>
    /// The number of answers to a follow-up of a low rating discloses the number of low ratings. So nothing of it is shown unless the
    /// rating's shares are, which disclose about as much.
    /// </summary>
    public static IEnumerable<BlurredItem> WithoutLoneFollowUps(IReadOnlyList<BlurredItem> items)
    {
        var withShares = items
            .Where(item => item.Answers is { } answers && FigureStep.OfShare(answers.Shown) is not null)
            .Select(item => (item.Cell.Id, item.Item))
            .ToHashSet();
        return items.Select(item =>
            item.Follows is { } rating && !withShares.Contains((item.Cell.Id, rating)) ? item with { Answers = null } : item
        );
    }

    /// <summary>Needs k answers, none heavier than 1/k, and most of the people whom the cell stands for (rules A5 and D9).</summary>
    private static bool IsShown(CellItem item) =>
        item.Answers.People >= item.Cell.MinimumGroup
        && item.Answers.N >= item.Cell.MinimumGroup - 1e-9
        && !(100 * item.Cell.Covered < LeastCovered * item.Cell.People);

    private BlurredCell Blurred(CellItem item, IReadOnlyList<FramedRelationship> relationships)
    {
        var customers =
            item.Cell.RelationshipId is not null ? participation.CustomersOf(item.Cell)
            : relationships.Count == 1 ? relationships[0].Customers
            : null;
        var counted = item.Follows is null ? CellBlur.Answers : $"answers to {item.Item}";
        return item.Scale.FigureKind == FigureKind.Choice
            ? blur.BlurChoices(item.Name, item.Item, item.Answers, item.Cell.MinimumGroup, customers, counted)
            : blur.Blur(item.Name, item.Item, item.Answers, item.Scale.Cuts, item.Cell.MinimumGroup, customers, counted);
    }

    /// <summary>The square root of answers per person, at least 1 (rule D7). 1 for history, where it is unknown.</summary>
    private double Widening(CellItem item, BlurredCell answers)
    {
        if (_people is null)
        {
            return 1;
        }
        var people = Math.Max(ShownCount.Least, ShownCount.Round(blur.Count(item.Name, "people", _people.Of(item.Cell))));
        return Math.Sqrt(Math.Max(1, answers.People / (double)people));
    }
}
