using System.Collections.Concurrent;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Other answers that people could have given for all that is published: answers to one item change places between groups that no shown
/// figure tells apart; all answers together where what goes along with what is told.
/// </summary>
internal sealed class Witness
{
    private readonly MadeWave _made;
    private readonly PublishedFacts _facts;
    private readonly HashSet<long> _together;
    private readonly List<string> _items;
    private readonly ILookup<(string Item, long Group), long> _shown;
    private readonly ConcurrentDictionary<(string Item, long Group), string> _likes = [];

    public Witness(MadeWave made, PublishedFacts facts)
    {
        (_made, _facts) = (made, facts);
        var told = PublishedFacts.Steps(made, facts.Wave).Select(step => made.Frame.Cells.First(cell => cell.Id == step.CellId).RelationshipId).ToHashSet();
        _together = [.. new WholeResponses(made.Frame, facts.Wave).Groups().Where(group => told.Contains(made.RelationshipOf(group)))];
        _items = [.. facts.Wave.Items.Select(item => item.Item).Distinct()];
        var tree = new RollUpTree(made.Frame);
        _shown = facts.Wave.Items.Where(item => !facts.Hidden.Contains((item.Cell.Id, item.Item)))
            .SelectMany(item => GroupsOf(tree, item.Cell).Select(group => (Key: (item.Item, group), item.Cell.Id)))
            .ToLookup(row => row.Key, row => row.Id);
    }

    /// <summary>Nothing that only whole responses tell comes from the group.</summary>
    public bool IsFree(long group) => !_together.Contains(group);

    /// <summary>The wave in which a hidden figure of one relationship has the highest, or the lowest, mean that the exchanges lead to.</summary>
    public (MadeWave World, double Mean) Furthest(CellItem target, bool up)
    {
        var sign = up ? 1 : -1;
        var own = _made.Frame.GroupsOf(target.Cell).Select(group => group.Id).ToHashSet();
        var responses = _made.Responses.ToArray();
        var said = responses.Select((response, index) => (Index: index, Place: Place(response, target.Item), IsOwn: own.Contains(response.Group), Like: Like(target.Item, response.Group)))
            .Where(row => row.Place >= 0 && responses[row.Index].Answers[row.Place] is not (null or Item.DoesNotApply)).ToList();
        foreach (var alike in said.Where(row => row.Like is not null).GroupBy(row => row.Like))
        {
            var values = new Queue<int?>(alike.Select(row => responses[row.Index].Answers[row.Place]).OrderByDescending(value => sign * value));
            foreach (var row in alike.OrderByDescending(row => row.IsOwn))
            {
                var value = values.Dequeue();
                responses[row.Index] = responses[row.Index] with { Answers = [.. responses[row.Index].Answers.Index().Select(answer => answer.Index == row.Place ? value : answer.Item)] };
            }
        }
        Exchange(responses, row => Said(row, target.Item) is null ? null : WholeLike(row.Group), row => own.Contains(row.Group), row => sign * (Said(row, target.Item) ?? 0));
        return World(responses, target.Item, own);
    }

    /// <summary>The same, where most of those whose whole responses are looked at belong to other groups that are alike and have room for them.</summary>
    public (MadeWave World, double Mean) FurthestWithFew(CellItem target, bool up)
    {
        var own = _made.Frame.GroupsOf(target.Cell).Select(group => group.Id).ToHashSet();
        var responses = Furthest(target, up).World.Responses.ToArray();
        var room = _made.Frame.Groups.ToDictionary(group => group.Id, group => (group.Reached ?? int.MaxValue) - responses.Count(response => response.Group == group.Id));
        var worst = responses.Index().Where(row => own.Contains(row.Item.Group) && Said(row.Item, target.Item) is not null && WholeLike(row.Item.Group) is not null)
            .OrderBy(row => (up ? 1 : -1) * Said(row.Item, target.Item)!.Value).SkipLast(1).ToList();
        foreach (var (index, response) in worst)
        {
            if (_made.Frame.GroupsOf(_made.RelationshipOf(response.Group)).FirstOrDefault(group => !own.Contains(group.Id) && room[group.Id] > 0 && WholeLike(group.Id) == WholeLike(response.Group)) is { } other)
            {
                responses[index] = response with { Group = other.Id };
                room[other.Id]--;
            }
        }
        return World(responses, target.Item, own);
    }

    private (MadeWave World, double Mean) World(MadeResponse[] responses, string item, HashSet<long> own) =>
        (_made.Saying(responses), responses.Where(response => own.Contains(response.Group)).Average(response => (double?)Said(response, item))!.Value);

    /// <summary>Whole responses of those who are alike: the highest to those who come first.</summary>
    private static void Exchange(MadeResponse[] responses, Func<MadeResponse, string?> like, Func<MadeResponse, bool> isFirst, Func<MadeResponse, int> rank)
    {
        foreach (var alike in Enumerable.Range(0, responses.Length).Where(index => like(responses[index]) is not null).GroupBy(index => like(responses[index])).ToList())
        {
            var whole = new Queue<MadeResponse>(alike.Select(index => responses[index]).OrderByDescending(rank));
            foreach (var index in alike.OrderByDescending(index => isFirst(responses[index])).ToList())
            {
                responses[index] = responses[index] with { Answers = whole.Dequeue().Answers };
            }
        }
    }

    private int? Said(MadeResponse response, string item) =>
        Place(response, item) is >= 0 and var place && response.Answers[place] is { } answer and not Item.DoesNotApply ? answer : null;

    /// <summary>The same for hidden groups whose whole responses are looked at, and which no figure of any item tells apart; null: of others.</summary>
    private string? WholeLike(long group) => !_together.Contains(group) ? null
        : string.Join(' ', _items.Select(item => $"{item}: {string.Join(' ', _shown[(item, group)].Order())}").Prepend($"{_made.RelationshipOf(group)}"));

    /// <summary>The same for groups between which nothing published would notice an exchange; null: it would.</summary>
    private string? Like(string item, long group) => _together.Contains(group) ? null
        : _likes.TryGetValue((item, group), out var like) ? like
        : _likes[(item, group)] = _shown[(item, group)].Any() ? $"{string.Join(' ', _shown[(item, group)].Order())} {Weight(item, group):R}" : "";

    /// <summary>Of one answer in a roll-up.</summary>
    private double Weight(string item, long group)
    {
        var relationship = _made.Frame.Relationship(_made.RelationshipOf(group));
        var people = _facts.Wave.Answers.PopulationOf(relationship, _made.Frame.GroupsOf(relationship.RelationshipId)).Told(relationship.MinimumGroup);
        return _facts.Wave.Answers.Pooled ? 1
            : (people.Eligible ?? 0) / _facts.Wave.Items.Where(row => row.Cell.Kind == CellKind.Relationship && row.Cell.RelationshipId == relationship.RelationshipId && row.Item == item).Select(row => row.People).FirstOrDefault(1);
    }

    private int Place(MadeResponse response, string item) => !response.Contact ? -1
        : _made.Frame.Questionnaires[_made.Frame.Relationship(_made.RelationshipOf(response.Group)).QuestionnaireId].Items.Index()
            .Where(row => row.Item.Key == item).Select(row => row.Index).DefaultIfEmpty(-1).First();

    private IEnumerable<long> GroupsOf(RollUpTree tree, PublicationCell cell) => cell.RelationshipId is not null
        ? _made.Frame.GroupsOf(cell).Select(group => group.Id)
        : tree.RelationshipsOf(cell).SelectMany(row => _made.Frame.GroupsOf(row.RelationshipId)).Select(group => group.Id);
}
