using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Other answers to one item of one relationship that lead to the same sums: people of several groups pass them on in a circle, up here and
/// down there, so that each shown unit and each shown employment has as many of each as before.
/// </summary>
internal sealed class Circles
{
    private const long Hidden = 0;

    /// <param name="Unit">The cell that shows its unit's answers, or <see cref="Hidden"/>.</param>
    /// <param name="Kind">The same of its employment.</param>
    private sealed record Group(long Id, long Unit, long Kind, bool IsOwn);

    private readonly MadeWave _made;
    private readonly int _place;
    private readonly bool _isUnit;
    private readonly bool _withNumbers;
    private readonly List<Group> _groups;
    private readonly MadeResponse[] _responses;

    /// <param name="target">A hidden unit or employment of a relationship that shows the item.</param>
    /// <param name="isFree">Whose answers to this item may change without those to others.</param>
    /// <param name="withNumbers">Who did not answer may have.</param>
    public Circles(MadeWave made, PublishedFacts facts, CellItem target, Func<long, bool> isFree, bool withNumbers)
    {
        (_made, _isUnit, _withNumbers) = (made, target.Cell.Kind == CellKind.RelationshipUnit, withNumbers);
        var relationship = made.Frame.Relationship(target.Cell.RelationshipId!.Value);
        _place = made.Frame.Questionnaires[relationship.QuestionnaireId].Items.Index().First(row => row.Item.Key == target.Item).Index;
        var own = made.Frame.GroupsOf(target.Cell).Select(group => group.Id).ToHashSet();
        var shown = made.Frame.Cells.Where(cell => cell.RelationshipId == relationship.RelationshipId && !facts.Hidden.Contains((cell.Id, target.Item))).ToList();
        _groups = [.. made.Frame.GroupsOf(relationship.RelationshipId).Where(group => isFree(group.Id)).Select(group => new Group(
            group.Id, Cell(cell => cell.Kind == CellKind.RelationshipUnit && cell.CustomerUnitId == group.CustomerUnitId),
            Cell(cell => cell.Kind == CellKind.RelationshipEmployment && cell.Employment == group.Employment), own.Contains(group.Id)))];
        _responses = [.. made.Responses];

        long Cell(Func<PublicationCell, bool> where) => shown.Where(where).Select(cell => cell.Id).FirstOrDefault(Hidden);
    }

    public static bool MayTurn(MadeWave made, PublishedFacts facts, CellItem target) =>
        target.Cell.Kind is CellKind.RelationshipUnit or CellKind.RelationshipEmployment
        && made.Frame.Cells.Any(cell => cell.Kind == CellKind.Relationship && cell.RelationshipId == target.Cell.RelationshipId && !facts.Hidden.Contains((cell.Id, target.Item)));

    /// <summary>As far up, or down, as one circle after the other leads.</summary>
    public (MadeWave World, double Mean) Furthest(bool up)
    {
        var own = _groups.Where(group => group.IsOwn).Select(group => group.Id).ToHashSet();
        while (Exchanges(own, up).Select(pair => Route(pair.From, pair.To) is { } route ? (pair.From, pair.To, Route: route) : default).FirstOrDefault(row => row.Route is not null) is { Route: { } route } found)
        {
            foreach (var (group, isAlong) in route)
            {
                Change(group, isAlong ? found.From : found.To, isAlong ? found.To : found.From);
            }
        }
        return (_made.Saying([.. _responses]), Mean(own));
    }

    private double Mean(HashSet<long> own) =>
        _responses.Where(response => own.Contains(response.Group)).Select(Said).OfType<int>().Where(value => value != Item.DoesNotApply).Select(value => (double)value).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Which answers of the target's people could become which, the best first; null: none.</summary>
    private List<(int? From, int? To)> Exchanges(HashSet<long> own, bool up)
    {
        var mean = Mean(own);
        var values = _responses.Where(response => response.Contact && _groups.Exists(group => group.Id == response.Group)).Select(Said)
            .Where(value => value != Item.DoesNotApply && (value is not null || _withNumbers)).Distinct().ToList();
        var isLast = _responses.Count(response => own.Contains(response.Group) && Said(response) is not null and not Item.DoesNotApply) < 2;
        return [.. values.SelectMany(from => values.Select(to => (From: from, To: to, Gain: (up ? 1 : -1) * ((to ?? mean) - (from ?? mean)))))
            .Where(row => row.Gain > 1e-9 && !(isLast && row.To is null)).OrderByDescending(row => row.Gain).Select(row => (row.From, row.To))];
    }

    /// <summary>Out of the target through one of its groups, to and fro, and back through a group of another.</summary>
    private List<(long Group, bool IsAlong)>? Route(int? from, int? to)
    {
        foreach (var first in _groups.Where(group => group.IsOwn && Holds(group.Id, from)))
        {
            var start = (IsUnit: !_isUnit, Node: Far(first));
            var came = new Dictionary<(bool IsUnit, long Node), (long Group, (bool, long) Before)>();
            var waiting = new Queue<(bool IsUnit, long Node)>([start]);
            while (waiting.TryDequeue(out var here))
            {
                // Away from the target's side answers change as the target's do, towards it the other way round.
                var isAlong = here.IsUnit == _isUnit;
                foreach (var group in _groups.Where(group => (here.IsUnit ? group.Unit : group.Kind) == here.Node && group != first && !group.IsOwn && Holds(group.Id, isAlong ? from : to)))
                {
                    var next = (IsUnit: !here.IsUnit, Node: here.IsUnit ? group.Kind : group.Unit);
                    if (next == (_isUnit, Hidden))
                    {
                        return [(first.Id, true), .. Back(here, start, came, isAlong), (group.Id, isAlong)];
                    }
                    if (next != start && came.TryAdd(next, (group.Id, here)))
                    {
                        waiting.Enqueue(next);
                    }
                }
            }
        }
        return null;
    }

    private long Far(Group group) => _isUnit ? group.Kind : group.Unit;

    private static List<(long Group, bool IsAlong)> Back(
        (bool IsUnit, long Node) end, (bool, long) start, Dictionary<(bool IsUnit, long Node), (long Group, (bool, long) Before)> came, bool isLastAlong)
    {
        var steps = new List<(long, bool)>();
        for (var (node, isAlong) = (end, !isLastAlong); node != start; node = came[node].Before, isAlong = !isAlong)
        {
            steps.Add((came[node].Group, isAlong));
        }
        return steps;
    }

    private bool Holds(long group, int? value) => Array.Exists(_responses, response => response.Group == group && response.Contact && Said(response) == value);

    private int? Said(MadeResponse response) => response.Contact ? response.Answers[_place] : null;

    private void Change(long group, int? from, int? to)
    {
        var index = Array.FindIndex(_responses, response => response.Group == group && response.Contact && Said(response) == from);
        _responses[index] = _responses[index] with { Answers = [.. _responses[index].Answers.Index().Select(answer => answer.Index == _place ? to : answer.Item)] };
    }
}
