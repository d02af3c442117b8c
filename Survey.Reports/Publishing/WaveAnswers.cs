using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>A wave's counts, ready to be added up over reporting groups.</summary>
internal sealed class WaveAnswers(
    PublicationFrame frame, IEnumerable<AnswerCount> answers, IEnumerable<ContactCount> contacts)
{
    /// <summary>The item of work time lost, which every questionnaire asks. No step or question can have this name.</summary>
    public const string TimeLost = "*time_lost";

    private readonly ILookup<(long Group, int Position), AnswerCount> _answers =
        answers.ToLookup(count => (count.ReportingGroupId, count.Position));

    private readonly ILookup<long, ContactCount> _contacts = contacts.ToLookup(count => count.ReportingGroupId);

    /// <summary>The items of a relationship in the given groups of its customers. Work time lost last.</summary>
    public IReadOnlyList<ItemAnswers> Of(FramedRelationship relationship, IReadOnlyList<FramedGroup> groups)
    {
        var questionnaire = frame.Questionnaires[relationship.QuestionnaireId];
        var population = PopulationOf(relationship, groups);
        var items = questionnaire.Items.Select((item, position) => Item(questionnaire, item, position, groups, population)).ToList();
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
        var all = groups.Count == frame.GroupsOf(relationship.RelationshipId).Count;
        var customers = all ? relationship.Customers
            : relationship.Invited == relationship.Customers ? Total(groups.Select(group => group.Invited)) : null;
        var counts = groups.SelectMany(group => _contacts[group.Id]).ToList();
        return new(customers, Total(groups.Select(group => group.Reached)),
            counts.Where(count => count.Contact).Sum(count => count.Count), counts.Where(count => !count.Contact).Sum(count => count.Count));
    }

    private ItemAnswers Item(
        Questionnaire questionnaire, Item item, int position, IReadOnlyList<FramedGroup> groups, Population population)
    {
        var options = questionnaire.Questions.FirstOrDefault(question => question.Key == item.Key)?.Options?.Count ?? 0;
        var scale = AnswerScale.Of(item.Kind, options);
        var counts = groups.SelectMany(group => _answers[(group.Id, position)]).Select(count => (count.Value, count.Count)).ToList();
        var given = counts.Where(count => count.Value != Survey.Db.Questionnaires.Item.DoesNotApply).ToList();
        var histogram = item.Kind == QuestionKind.Choices ? scale.CountChoices(given) : scale.Count(given);
        var people = item.Kind == QuestionKind.Choices ? given.Sum(count => count.Count) : histogram.N;
        var notApplying = counts.Sum(count => count.Count) - given.Sum(count => count.Count);
        return new(item.Key, scale, new Stratum(histogram, population, notApplying), people, item.IsBreakdownPoint);
    }

    private ItemAnswers Lost(IReadOnlyList<FramedGroup> groups, Population population)
    {
        var counts = groups.SelectMany(group => _contacts[group.Id]).Where(count => count.TimeLost is not null);
        var histogram = AnswerScale.TimeLost.Count(counts.Select(count => (count.TimeLost!.Value, count.Count)));
        return new(TimeLost, AnswerScale.TimeLost, new Stratum(histogram, population, 0), histogram.N, IsBreakdownPoint: false);
    }

    private static int? Total(IEnumerable<int?> numbers) => numbers.Aggregate((int?)0, (sum, number) => sum + number);
}
