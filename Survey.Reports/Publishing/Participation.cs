using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Participation (rule D6) in shown numbers: per relationship, and per invitation of the whole wave. Parts have no rate.</summary>
internal sealed class Participation
{
    private readonly PublicationFrame _frame;
    private readonly WaveAnswers _answers;
    private readonly CellBlur _blur;
    private readonly Dictionary<long, FinitePopulation> _relationships;

    /// <summary>A cache by cell, because every item of a cell asks for it.</summary>
    private readonly Dictionary<long, FinitePopulation> _cells = [];

    public Participation(PublicationFrame frame, WaveAnswers answers, CellBlur blur)
    {
        (_frame, _answers, _blur) = (frame, answers, blur);
        _relationships = frame
            .Cells.Where(cell => cell.Kind == CellKind.Relationship)
            .ToDictionary(cell => cell.RelationshipId!.Value, cell => PopulationOf(cell, frame.GroupsOf(cell)));
        Pooled = _relationships.Values.Any(people => people is { Rated: > 0, Customers: null });
    }

    /// <summary>A number of customers is unknown, so roll-ups weigh all answers alike (rule D7).</summary>
    public bool Pooled { get; }

    /// <summary>The customers with contact that a relationship stands for in a roll-up; null: all answers weigh alike.</summary>
    public double? WeightOf(long relationshipId) => Pooled ? null : _relationships[relationshipId].Eligible;

    public FinitePopulation Of(PublicationCell cell, IReadOnlyList<FramedRelationship> relationships)
    {
        if (!_cells.TryGetValue(cell.Id, out var population))
        {
            _cells[cell.Id] = population = cell.Kind is CellKind.RelationshipUnit or CellKind.RelationshipEmployment
                ? PopulationOf(cell, _frame.GroupsOf(cell))
                : FinitePopulation.Together([.. relationships.Select(row => _relationships[row.RelationshipId])]);
        }
        return population;
    }

    /// <param name="invitations">That reached somebody; null: unknown (history).</param>
    public IEnumerable<PublishedParticipation> Published(int? invitations, int answered)
    {
        foreach (var cell in _frame.Cells)
        {
            if (cell.Kind == CellKind.Relationship)
            {
                yield return Published(cell, _relationships[cell.RelationshipId!.Value]);
            }
            else if (cell.Kind == CellKind.Organisation && invitations is { } asked)
            {
                var shown = ShownCount.Round(asked);
                var rate = ShownRate.Of(ShownCount.Round(_blur.Count(CellNames.Of(_frame, cell), "invitations", answered)), shown);
                yield return new(cell.Id, null, shown, rate.Percent, rate.Band, null);
            }
        }
    }

    private static PublishedParticipation Published(PublicationCell cell, FinitePopulation people)
    {
        var rate = people.Asked is { } asked ? ShownRate.Of(people.Answered, asked) : default;
        var noContact = FigureStep.OfShare(people.Answered) is { } step
            ? ShownShare.Of(people.NoContact / (double)people.Answered, step)
            : (int?)null;
        return new(cell.Id, people.Customers, people.Asked, rate.Percent, rate.Band, noContact);
    }

    /// <summary>Null: unknown. Those of a part are known only if everybody was asked: then they are those invited.</summary>
    public int? CustomersOf(PublicationCell cell)
    {
        var relationship = _frame.Relationship(cell.RelationshipId!.Value);
        return cell.Kind == CellKind.Relationship ? relationship.Customers
            : relationship.Invited == relationship.Customers ? Total(_frame.GroupsOf(cell).Select(group => group.Invited))
            : null;
    }

    private FinitePopulation PopulationOf(PublicationCell cell, IReadOnlyList<FramedGroup> groups)
    {
        var customers = CustomersOf(cell);
        var (rated, noContact) = _answers.People(groups);
        var name = CellNames.Of(_frame, cell);
        var blurred = _blur.Count(name, CellBlur.Answers, rated);
        return new(
            Shown(customers),
            Shown(Asked(cell, groups)),
            rated < cell.MinimumGroup ? ShownCount.Round(blurred) : ShownCount.OfAnswers(blurred, cell.MinimumGroup, customers),
            ShownCount.Round(_blur.Count(name, "no contact", noContact))
        );
    }

    /// <summary>As planned, less those whom no mail reached. The number invited would disclose how many opted out (rule A2).</summary>
    private int? Asked(PublicationCell cell, IReadOnlyList<FramedGroup> groups)
    {
        var relationship = _frame.Relationship(cell.RelationshipId!.Value);
        var reached = Total(groups.Select(group => group.Reached));
        return cell.Kind == CellKind.Relationship ? reached + (relationship.Planned - relationship.Invited ?? 0) : reached;
    }

    private static int? Shown(int? people) => people is { } all ? ShownCount.Round(all) : null;

    private static int? Total(IEnumerable<int?> numbers) => numbers.Aggregate((int?)0, (sum, number) => sum + number);
}
