using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>A wave's counts, to be added up over reporting groups.</summary>
internal sealed class WaveAnswers(PublicationFrame frame, IEnumerable<AnswerCount> answers, IEnumerable<ContactCount> contacts)
{
    /// <summary>Every questionnaire asks for work time lost. No step or question can have this name.</summary>
    public const string TimeLost = "*time_lost";

    /// <summary>Sampling rates within this ratio are equal: a few people who are away or leave do not make another design.</summary>
    private const double SameRate = 1.25;

    private readonly ILookup<(long Group, int Position), AnswerCount> _answers = answers.ToLookup(count =>
        (count.ReportingGroupId, count.Position)
    );

    private readonly ILookup<long, ContactCount> _contacts = contacts.ToLookup(count => count.ReportingGroupId);

    public (int Rated, int NoContact) People(IReadOnlyList<FramedGroup> groups)
    {
        var counts = groups.SelectMany(group => _contacts[group.Id]).ToList();
        return (
            counts.Where(count => count.Contact).Sum(count => count.Count),
            counts.Where(count => !count.Contact).Sum(count => count.Count)
        );
    }

    /// <summary>Work time lost comes last.</summary>
    public IEnumerable<CellItem> Of(PublicationCell cell, FramedRelationship relationship, IReadOnlyList<FramedGroup> groups)
    {
        var questionnaire = frame.Questionnaires[relationship.QuestionnaireId];
        var name = CellNames.Of(frame, cell);
        var strata = Strata(groups, relationship.MinimumGroup);
        foreach (var (position, item) in questionnaire.Items.Index())
        {
            var question = questionnaire.Questions.FirstOrDefault(question => question.Key == item.Key);
            var scale = AnswerScale.Of(item.Kind, question?.Options?.Count ?? 0);
            var notApplying = groups
                .SelectMany(group => _answers[(group.Id, position)])
                .Where(count => count.Value == Survey.Db.Questionnaires.Item.DoesNotApply)
                .Sum(count => count.Count);
            yield return new(
                cell,
                name,
                item.Key,
                scale,
                item.IsBreakdownPoint,
                Weighted(strata, some => CountAnswers(item.Kind, scale, some, position)),
                notApplying,
                question?.When?.Question
            );
        }
        if (questionnaire.Items.All(item => item.Key != TimeLost))
        {
            yield return new(cell, name, TimeLost, AnswerScale.TimeLost, false, WeightedAnswers.Of(CountTimeLost(groups)), 0);
        }
    }

    private WeightedAnswers CountAnswers(QuestionKind kind, AnswerScale scale, IReadOnlyList<FramedGroup> groups, int position)
    {
        var given = groups
            .SelectMany(group => _answers[(group.Id, position)])
            .Where(count => count.Value != Survey.Db.Questionnaires.Item.DoesNotApply)
            .ToList();
        var counts = given.Select(count => (count.Value, count.Count));
        return kind.Definition().Field == QuestionField.SeveralOptions
            ? WeightedAnswers.OfChoices(scale.CountChoices(counts), given.Sum(count => count.Count))
            : WeightedAnswers.Of(scale.Count(counts));
    }

    private Histogram CountTimeLost(IReadOnlyList<FramedGroup> groups) =>
        AnswerScale.TimeLost.Count(
            groups
                .SelectMany(group => _contacts[group.Id])
                .Where(count => count.TimeLost is not null)
                .Select(count => (count.TimeLost!.Value, count.Count))
        );

    /// <summary>
    /// Groups with different sampling rates are weighted by their customers (rule C3; Cochran 1977, Sampling Techniques, 5.1). Small groups
    /// form one rest, so that no answer weighs many times as much as another.
    /// </summary>
    private List<(IReadOnlyList<FramedGroup> Groups, double Each)> Strata(IReadOnlyList<FramedGroup> groups, int minimum)
    {
        if (!IsWeighted(groups))
        {
            return [(groups, 1)];
        }
        var answered = groups.ToDictionary(group => group.Id, group => People([group]) is var (rated, noContact) ? rated + noContact : 0);
        var large = groups.Where(group => answered[group.Id] >= minimum).ToList();
        var rest = groups.Except(large).ToList();
        return
        [
            .. large
                .Select(group => (IReadOnlyList<FramedGroup>)[group])
                .Append(rest)
                .Where(some => some.Count > 0)
                .Select(some =>
                    (some, some.Sum(group => group.Customers!.Value) / (double)Math.Max(1, some.Sum(group => answered[group.Id])))
                ),
        ];
    }

    private static bool IsWeighted(IReadOnlyList<FramedGroup> groups)
    {
        if (groups.Count < 2 || groups.Any(group => group is not { Invited: > 0, Customers: > 0 }))
        {
            return false;
        }
        var rates = groups.Select(group => group.Invited!.Value / (double)group.Customers!.Value).ToList();
        return rates.Max() > rates.Min() * SameRate;
    }

    private static WeightedAnswers Weighted(
        List<(IReadOnlyList<FramedGroup> Groups, double Each)> strata,
        Func<IReadOnlyList<FramedGroup>, WeightedAnswers> answersOf
    ) =>
        WeightedAnswers.Together([
            .. strata.Select(row => (Answers: answersOf(row.Groups), row.Each)).Select(row => (row.Answers, row.Each * row.Answers.N)),
        ]);
}
