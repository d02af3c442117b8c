using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>A wave's counts, ready to be added up over reporting groups.</summary>
/// <param name="weights">Of which items groups that were asked at different rates count as their customers; null: of none.</param>
internal sealed class WaveAnswers(
    PublicationFrame frame, IEnumerable<AnswerCount> answers, IEnumerable<ContactCount> contacts, WeightedItems? weights = null)
{
    /// <summary>The item of work time lost, which every questionnaire asks. No step or question can have this name.</summary>
    public const string TimeLost = "*time_lost";

    private readonly ILookup<(long Group, int Position), AnswerCount> _answers =
        answers.ToLookup(count => (count.ReportingGroupId, count.Position));

    private readonly ILookup<long, ContactCount> _contacts = contacts.ToLookup(count => count.ReportingGroupId);

    /// <summary>Some relationship's number of customers is unknown, so figures over several count every answer alike (rule D7).</summary>
    public bool Pooled => _pooled ??= frame.Relationships
        .Any(row => PopulationOf(row, frame.GroupsOf(row.RelationshipId)).Told(row.MinimumGroup) is { Rated: > 0, Eligible: null });

    private bool? _pooled;

    /// <summary>The items of a relationship in the given groups of its customers. Work time lost last.</summary>
    public IReadOnlyList<ItemAnswers> Of(FramedRelationship relationship, IReadOnlyList<FramedGroup> groups)
    {
        var questionnaire = frame.Questionnaires[relationship.QuestionnaireId];
        var population = IsWhole(relationship, groups) ? PopulationOf(relationship, groups).Told(relationship.MinimumGroup) : PopulationOf(relationship, groups).OfPart;
        var items = questionnaire.Items.Select((item, position) => Item(questionnaire, item, position, relationship, groups, population)).ToList();
        if (items.TrueForAll(item => item.Item != TimeLost))
        {
            items.Add(Lost(groups, population));
        }
        return items;
    }

    /// <summary>
    /// The customers of a part of a relationship are known only when everybody was asked: then they are those invited.
    /// </summary>
    public Population PopulationOf(FramedRelationship relationship, IReadOnlyList<FramedGroup> groups)
    {
        var customers = IsWhole(relationship, groups) ? relationship.Customers
            : relationship.Invited == relationship.Customers ? Total(groups.Select(group => group.Invited)) : null;
        var counts = groups.SelectMany(group => _contacts[group.Id]).ToList();
        return new(customers, Total(groups.Select(group => group.Reached)),
            counts.Where(count => count.Contact).Sum(count => count.Count), counts.Where(count => !count.Contact).Sum(count => count.Count));
    }

    private ItemAnswers Item(
        Questionnaire questionnaire, Item item, int position, FramedRelationship relationship, IReadOnlyList<FramedGroup> groups,
        Population population)
    {
        var options = questionnaire.Questions.FirstOrDefault(question => question.Key == item.Key)?.Options?.Count ?? 0;
        var scale = AnswerScale.Of(item.Kind, options);
        var counts = groups.SelectMany(group => _answers[(group.Id, position)]).ToList();
        var given = counts.Where(count => count.Value != Survey.Db.Questionnaires.Item.DoesNotApply).ToList();
        var notApplying = counts.Sum(count => count.Count) - given.Sum(count => count.Count);
        var answers = given.ToLookup(count => count.ReportingGroupId, count => (count.Value, count.Count));
        var isWeighted = weights?.Contains(relationship.RelationshipId, item.Key) == true;
        // Between a whole and its parts any number but none would give those of the other parts away.
        var told = notApplying == 0 || notApplying >= relationship.MinimumGroup && IsWhole(relationship, groups) ? notApplying : (int?)null;
        var stratum = StratumOf(groups, population, told, scale.Count([]), isWeighted, group =>
            item.Kind == QuestionKind.Choices ? scale.CountChoices(answers[group.Id]) : scale.Count(answers[group.Id]));
        var people = item.Kind == QuestionKind.Choices ? given.Sum(count => count.Count) : stratum.N;
        return new(item.Key, scale, stratum, people, item.IsBreakdownPoint);
    }

    private ItemAnswers Lost(IReadOnlyList<FramedGroup> groups, Population population)
    {
        var histogram = AnswerScale.TimeLost.Count(groups.SelectMany(group => _contacts[group.Id])
            .Where(count => count.TimeLost is not null).Select(count => (count.TimeLost!.Value, count.Count)));
        return new(TimeLost, AnswerScale.TimeLost, new Stratum(histogram, population, 0), histogram.N, IsBreakdownPoint: false);
    }

    private Stratum StratumOf(
        IReadOnlyList<FramedGroup> groups, Population population, int? notApplying, Histogram nobody, bool isWeighted,
        Func<FramedGroup, Histogram> answersOf)
    {
        if (!isWeighted || !Weighting.IsNeeded([.. groups.Select(group => (group.Invited, group.Customers))]))
        {
            return new(Histogram.Together([nobody, .. groups.Select(answersOf)]), population, notApplying);
        }
        var answered = Answered(groups);
        var weighed = groups.Zip(answered, (group, people) => new Weighed(
            answersOf(group), group.Customers!.Value / (double)Math.Max(1, people))).ToList();
        return new(Weighting.Together(weighed), population, notApplying, Weighting.DesignEffect(weighed));
    }

    private bool IsWhole(FramedRelationship relationship, IReadOnlyList<FramedGroup> groups) =>
        groups.Count == frame.GroupsOf(relationship.RelationshipId).Count;

    /// <summary>By group; only those who rated where in some group so few had no contact that the others' number and the whole's would tell theirs.</summary>
    private List<int> Answered(IReadOnlyList<FramedGroup> groups)
    {
        var relationship = frame.Relationship(groups[0].RelationshipId);
        var populations = groups.Select(group => PopulationOf(relationship, [group])).ToList();
        var areTold = populations.TrueForAll(people => people.NoContact == 0 || people.NoContact >= relationship.MinimumGroup);
        return [.. populations.Select(people => areTold ? people.Answered : people.Rated)];
    }

    private static int? Total(IEnumerable<int?> numbers) => numbers.Aggregate((int?)0, (sum, number) => sum + number);
}
