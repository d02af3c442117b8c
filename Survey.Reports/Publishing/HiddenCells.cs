using System.Collections.Concurrent;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// What of a wave stays hidden, item by item (rule A7): first among the relationships and their roll-ups, then within each relationship
/// that is shown. Of one that is hidden no part is shown, so nothing within it tells of anything outside.
/// </summary>
internal sealed class HiddenCells
{
    private readonly PublicationFrame _frame;
    private readonly WaveAnswers _answers;
    private readonly RollUpTree _tree;
    private readonly ConcurrentDictionary<long, List<(FramedGroup Group, Dictionary<string, Histogram> Items)>> _groups = [];

    private HiddenCells(PublicationFrame frame, WaveAnswers answers, RollUpTree tree) => (_frame, _answers, _tree) = (frame, answers, tree);

    /// <param name="items">Of all cells, unweighted within each relationship.</param>
    public static HashSet<(long Cell, string Item)> Of(PublicationFrame frame, WaveAnswers answers, RollUpTree tree, IEnumerable<CellItem> items)
    {
        var wave = new HiddenCells(frame, answers, tree);
        var byItem = items.ToLookup(item => item.Item);
        // The overall rating first: where it is hidden, everything is, because nobody answers anything else without it, so that another
        // number of answers would tell how many they are at least. The others tell nothing of each other.
        var overall = wave.Of([.. byItem[Item.Overall]], null);
        var hidden = new ConcurrentDictionary<string, HashSet<long>> { [Item.Overall] = overall };
        Parallel.ForEach(byItem.Where(item => item.Key != Item.Overall), item => hidden[item.Key] = wave.Of([.. item], overall));
        var cells = hidden.SelectMany(item => item.Value, (item, cell) => (cell, item.Key)).ToHashSet();
        var inexact = items.Where(item => item.Cell.Kind == CellKind.Relationship && item.People < SmallGroup.Exact).Select(item => (item.Cell.Id, item.Item)).ToHashSet();
        foreach (var item in byItem[Item.Overall].Where(item => item.Cell.Kind == CellKind.Relationship))
        {
            wave.HideFollowUps(item.Cell, cells, inexact);
        }
        return cells;
    }

    /// <summary>How many were asked because they rated something low would tell that they did.</summary>
    /// <param name="inexact">Of which at most a mean is told, and never how many answered low.</param>
    private void HideFollowUps(PublicationCell cell, HashSet<(long Cell, string Item)> hidden, HashSet<(long Cell, string Item)> inexact)
    {
        var questionnaire = _frame.Questionnaires[_frame.Relationship(cell.RelationshipId!.Value).QuestionnaireId];
        foreach (var question in questionnaire.Questions.Where(question =>
            question.When is { } condition && (hidden.Contains((cell.Id, condition.Question)) || inexact.Contains((cell.Id, condition.Question)))))
        {
            hidden.Add((cell.Id, question.Key));
        }
    }

    /// <param name="overall">Where the overall rating is hidden; null: these are the overall ratings.</param>
    private HashSet<long> Of(List<CellItem> items, HashSet<long>? overall)
    {
        var hidden = items.Where(item => item.People < item.Needed || overall?.Contains(item.Cell.Id) == true).Select(item => item.Cell.Id).ToHashSet();
        // A roll-up of anything but a mean is made of what its relationships show, and tells nothing of the others.
        if (items.Exists(item => item.IsOfSeveral))
        {
            var network = PlanNetwork.Of(_frame, _answers, _tree, items, overall);
            Suppression.Hide(network);
            hidden.UnionWith(network.HiddenCells);
        }
        foreach (var parts in items.Where(item => item.Cell.Kind is CellKind.RelationshipUnit or CellKind.RelationshipEmployment)
            .GroupBy(item => item.Cell.RelationshipId!.Value))
        {
            var whole = items.First(item => item.Cell.Kind == CellKind.Relationship && item.Cell.RelationshipId == parts.Key);
            hidden.UnionWith(Within(whole, [.. parts], hidden));
        }
        return hidden;
    }

    private IEnumerable<long> Within(CellItem whole, List<CellItem> parts, HashSet<long> hidden)
    {
        if (hidden.Contains(whole.Cell.Id))
        {
            return parts.Select(part => part.Cell.Id);
        }
        return new HiddenParts(whole, parts, [.. Groups(whole.Cell.RelationshipId!.Value).Select(row => (row.Group, row.Items[whole.Item]))]).Of(hidden);
    }

    private List<(FramedGroup Group, Dictionary<string, Histogram> Items)> Groups(long relationshipId) => _groups.GetOrAdd(
        relationshipId, id => [.. _frame.GroupsOf(id).Select(group => (group, Items(id, group)))]);

    private Dictionary<string, Histogram> Items(long relationshipId, FramedGroup group) =>
        _answers.Of(_frame.Relationship(relationshipId), [group]).ToDictionary(item => item.Item, item => item.Stratum.Answers);
}
