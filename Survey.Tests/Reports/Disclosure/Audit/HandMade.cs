using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Waves that one can think through.</summary>
internal static class HandMade
{
    /// <summary>Unit 2 serves unit 3 in three ways, with so many ratings each, spread evenly. Everybody was asked and had contact.</summary>
    public static MadeWave ThreeOfOnePair(params int[] answers)
    {
        var parents = new Dictionary<long, long?> { [1] = null, [2] = 1, [3] = 1 };
        List<FramedRelationship> relationships = [.. answers.Select((_, place) => new FramedRelationship(place + 1, 2, 3, 1, 1, 5, null, 40, 40))];
        List<FramedGroup> groups = [.. relationships.Select(row => new FramedGroup(row.RelationshipId, row.RelationshipId, 3, null, 40, 40, 40))];
        var counts = groups.SelectMany((group, place) => Enumerable.Range(0, answers[place]).CountBy(person => 1 + person % 5)
            .Select(rating => new AnswerCount(group.Id, 0, rating.Key, rating.Value))).ToList();
        return new(
            new(Plan.Of(relationships, groups, parents), relationships, groups, parents, new Dictionary<long, Questionnaire> { [1] = RandomJourney.Of([]) }),
            counts, [.. groups.Select((group, place) => new ContactCount(group.Id, true, null, answers[place]))]);
    }
}
