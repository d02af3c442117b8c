using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>A wave with its answers, as publishing reads it.</summary>
internal sealed record MadeWave(PublicationFrame Frame, IReadOnlyList<AnswerCount> Answers, IReadOnlyList<ContactCount> Contacts)
{
    /// <summary>Answers per value, of ratings and of work time lost.</summary>
    public Dictionary<(long Group, string Item), int[]> Truth()
    {
        var truth = new Dictionary<(long Group, string Item), int[]>();
        foreach (var group in Frame.Groups)
        {
            var items = Frame.Questionnaires[Frame.Relationship(group.RelationshipId).QuestionnaireId].Items;
            foreach (var row in Answers.Where(row => row.ReportingGroupId == group.Id && row.Value > 0 && items[row.Position].Kind == QuestionKind.Rating))
            {
                Count(group.Id, items[row.Position].Key, row.Value - 1, row.Count);
            }
        }
        foreach (var row in Contacts.Where(row => row.TimeLost is not null))
        {
            Count(row.ReportingGroupId, "*time_lost", row.TimeLost!.Value, row.Count);
        }
        return truth;

        void Count(long group, string item, int place, int people)
        {
            truth.TryAdd((group, item), new int[5]);
            truth[(group, item)][place] += people;
        }
    }
}
