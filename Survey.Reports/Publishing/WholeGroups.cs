using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// Whose whole responses may be looked at in a relationship that shows every rating exactly. What is hidden there must still be able to be
/// otherwise: either whole responses change places between groups that no figure tells apart, or answers to one rating do, which what goes
/// along with what would give away. Who has to be free for that is left out, the fewest people that are enough.
/// </summary>
internal sealed class WholeGroups
{
    private readonly IReadOnlyList<FramedGroup> _groups;
    private readonly ILookup<string, CellItem> _items;
    private readonly HashSet<(long Cell, string Item)> _hidden;
    private readonly Dictionary<long, IReadOnlyList<FramedGroup>> _parts;
    private readonly Dictionary<(long Group, string Item), Histogram> _answers;
    private readonly HashSet<long> _leftOut;

    private WholeGroups(PublicationFrame frame, WaveAnswers answers, FramedRelationship relationship, IReadOnlyCollection<(CellItem Item, PublishedFigure Figure)> ratings)
    {
        _groups = frame.GroupsOf(relationship.RelationshipId);
        _items = ratings.ToLookup(row => row.Item.Item, row => row.Item);
        _hidden = [.. ratings.Where(row => row.Figure.Shown == Shown.Hidden).Select(row => (row.Item.Cell.Id, row.Item.Item))];
        _parts = ratings.Select(row => row.Item.Cell).Where(part => part.Kind != CellKind.Relationship).Distinct().ToDictionary(part => part.Id, frame.GroupsOf);
        _answers = _groups.SelectMany(group => answers.Of(relationship, [group]).Where(item => _items.Contains(item.Item)), (group, item) => (Key: (group.Id, item.Item), item.Stratum.Answers))
            .ToDictionary(row => row.Key, row => row.Answers);
        _leftOut = [.. _parts.Where(part => IsHidden(part.Key) is null).SelectMany(part => part.Value).Select(group => group.Id)];
    }

    /// <param name="ratings">Of the relationship and its parts, with what is published of each.</param>
    /// <returns>Reporting groups.</returns>
    public static IEnumerable<long> Of(
        PublicationFrame frame, WaveAnswers answers, FramedRelationship relationship, IReadOnlyCollection<(CellItem Item, PublishedFigure Figure)> ratings)
    {
        var groups = new WholeGroups(frame, answers, relationship, ratings);
        for (var before = -1; before < groups._leftOut.Count && groups.Unshown().Any();)
        {
            before = groups._leftOut.Count;
            groups.LeaveOutAlone();
            groups.LeaveOutCircles();
        }
        return groups._groups.Select(group => group.Id).Except(groups._leftOut);
    }

    /// <summary>Null: of some ratings only. Then no other's whole responses can take the place of theirs.</summary>
    private bool? IsHidden(long part) =>
        _items.Count(item => _hidden.Contains((part, item.Key))) is var count && count == 0 ? false : count == _items.Count ? true : null;

    /// <summary>Each hidden part, and each few people whom no part keeps apart.</summary>
    private IEnumerable<IReadOnlyList<FramedGroup>> Unshown() =>
        _parts.Where(part => IsHidden(part.Key) is not false).Select(part => part.Value)
            .Concat(_groups.Where(group => _items.Any(item => Answers(group, item.Key).N is var n && n > 0 && n < item.First().Cell.MinimumGroup)).Select(group => new[] { group }));

    /// <summary>Those who could not have changed places with anybody, with all that they said, so that the mean is open.</summary>
    private void LeaveOutAlone()
    {
        var alike = _groups.Where(IsIn).ToLookup(ShownIn);
        foreach (var own in Unshown().Where(own => own.Any(IsIn) && !_items.All(item => IsOpen(item.Key, own, alike))).ToList())
        {
            _leftOut.UnionWith(own.Select(group => group.Id));
        }
    }

    private bool IsIn(FramedGroup group) => !_leftOut.Contains(group.Id);

    /// <summary>The same for groups that no figure of any rating tells apart.</summary>
    private string ShownIn(FramedGroup group) =>
        string.Join(' ', _parts.Where(part => part.Value.Contains(group) && IsHidden(part.Key) == false).Select(part => part.Key));

    /// <summary>Whoever did not answer could have, so that fewer are among them, and others elsewhere.</summary>
    private bool IsOpen(string item, IReadOnlyList<FramedGroup> own, ILookup<string, FramedGroup> alike)
    {
        var (low, high, fewest, answers) = (0.0, 0.0, 0, 0);
        foreach (var some in own.GroupBy(group => IsIn(group) ? ShownIn(group) : null))
        {
            var people = some.Sum(group => Answers(group, item).N);
            var others = some.Key is null ? [] : alike[some.Key].Except(some).ToList();
            var stay = people == 0 ? 0 : Math.Max(1, people - others.Sum(Room));
            var values = some.Concat(others).SelectMany(group => Values(Answers(group, item))).Order().ToList();
            (low, high) = (low + values.Take(stay).Sum(), high + values.TakeLast(stay).Sum());
            (fewest, answers) = (fewest + stay, answers + people);
        }
        return answers == 0 || high - low >= fewest && (fewest < answers || answers >= _items[item].First().Cell.MinimumGroup);
    }

    private static IEnumerable<int> Values(Histogram answers) =>
        answers.Counts.SelectMany((count, step) => Enumerable.Repeat(answers.Lowest + step, count));

    /// <summary>How many more could have rated.</summary>
    private int Room(FramedGroup group) => Math.Max(0, (group.Reached ?? (int)Arc.Unlimited) - Answers(group, Item.Overall).N);

    private Histogram Answers(FramedGroup group, string item) => _answers[(group.Id, item)];

    /// <summary>Those without whom answers to one rating could not go round in a circle, the smallest loss first.</summary>
    private void LeaveOutCircles()
    {
        foreach (var item in _items)
        {
            var network = NetworkOf(item.ToList());
            Suppression.Hide(network);
            foreach (var hidden in network.HiddenCells)
            {
                _leftOut.UnionWith(hidden < 0 ? [-hidden] : _parts[hidden].Select(group => group.Id));
            }
        }
    }

    /// <summary>What of a rating is hidden and left out is so, too; what is shown stays; all else could be left out.</summary>
    private Network NetworkOf(List<CellItem> item)
    {
        var whole = item.First(row => row.Cell.Kind == CellKind.Relationship);
        var network = new PartsNetwork(whole, [.. item.Where(row => row != whole)], [.. _groups.Select(group => (group, Answers(group, whole.Item)))])
            .Of(new HashSet<long>());
        var firstGroup = network.Arcs.Length - _groups.Count;
        return new Network([.. network.Arcs.Select((arc, place) => place < firstGroup ? OfPart(arc) : OfGroup(arc, _groups[place - firstGroup]))],
            network.Touching.Length, numbersAreOpen: true, whole.Scale.Places);

        Arc OfPart(Arc arc) => !_hidden.Contains((arc.Cell!.Value, whole.Item)) ? arc with { Stays = true }
            : _parts[arc.Cell.Value].Any(IsIn) ? arc with { Minimum = 0 }
            : arc with { Goes = true };

        Arc OfGroup(Arc arc, FramedGroup group) => (IsIn(group) ? arc with { Cell = -group.Id, Minimum = 0 } : arc) with { Coarse = null };
    }
}
