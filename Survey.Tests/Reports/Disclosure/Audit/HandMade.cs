using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Waves that one can think through.</summary>
internal static class HandMade
{
    /// <summary>
    /// Unit 2 serves units 3 and 4: of the first a third was asked, of the other everybody. Twelve of each rated, the first 5 and the others 1,
    /// and so many of each had no contact.
    /// </summary>
    public static MadeWave TwoUnitsAskedAtDifferentRates(int ofFirst, int ofOther)
    {
        var parents = new Dictionary<long, long?> { [1] = null, [2] = 1, [3] = 1, [4] = 1 };
        List<FramedRelationship> relationships = [new(1, 2, 1, 1, 1, 5, null, 160, 80)];
        List<FramedGroup> groups = [new(1, 1, 3, null, 40, 40, 120), new(2, 1, 4, null, 40, 40, 40)];
        return new(
            new(Plan.Of(relationships, groups, parents), relationships, groups, parents, new Dictionary<long, Questionnaire> { [1] = RandomJourney.Of([]) }),
            [new(1, 0, 5, 12), new(2, 0, 1, 12)],
            [new(1, true, null, 12), new(2, true, null, 12), new(1, false, null, ofFirst), new(2, false, null, ofOther)]);
    }

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

    /// <summary>
    /// Unit 9 serves everybody in two steps. Everybody rates the second step and the service alike, from 1 to 5 in turn; the first step, waiting,
    /// fewer do, like the service.
    /// </summary>
    public static MadeWave Service(params (int Unit, string? Employment, int Rated, int RatedWaiting)[] groups)
    {
        var parents = Enumerable.Range(1, 9).ToDictionary(unit => (long)unit, unit => unit == 1 ? null : (long?)1);
        List<FramedGroup> framed = [.. groups.Select((group, place) => new FramedGroup(place + 1, 1, group.Unit, group.Employment, group.Rated + 5, group.Rated + 5, group.Rated + 5))];
        var invited = framed.Sum(group => group.Invited!.Value);
        List<FramedRelationship> relationships = [new(1, 9, 1, 1, 1, 5, null, invited, invited)];
        var frame = new PublicationFrame(
            Plan.Of(relationships, framed, parents), relationships, framed, parents, new Dictionary<long, Questionnaire> { [1] = RandomJourney.Of(["waiting", "quality"]) });
        return MadeWave.Of(frame, [.. groups.SelectMany((group, place) => Enumerable.Range(0, group.Rated).Select(person => (Rating: 1 + person * 2 % 5, HasWaited: person < group.RatedWaiting))
            .Select(said => new MadeResponse(place + 1, [said.HasWaited ? said.Rating : null, said.Rating, said.Rating], true, null)))], null);
    }
}
