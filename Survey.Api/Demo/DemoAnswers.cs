using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Demo;

/// <summary>What the demo's people answer: the same at every load, with a structure that a reader can discover.</summary>
internal sealed class DemoAnswers
{
    private const double AnswersAtAll = 0.84;
    private const double HasContact = 0.92;
    private const double StepApplies = 0.96;
    private const double Comments = 0.62;

    // Means per relationship, breakdown point and wave.
    private readonly Dictionary<string, Dictionary<string, double[]>> _model =
        DemoFiles.Read<Dictionary<string, Dictionary<string, double[]>>>("model.json");
    private readonly DemoComments _comments = new();

    /// <returns>Null for somebody who does not answer in this wave.</returns>
    public Submission? Of(InvitationForm form, int wave)
    {
        var chance = new Random(HashCode.Of(form.PersonName, wave));
        if (chance.NextDouble() > AnswersAtAll)
        {
            return null;
        }
        var leniency = Normal(chance) * 0.45;
        var responses = form.Relationships.Select(asked => Response(asked, wave, leniency, chance)).ToList();
        var comments = form.Relationships.Zip(responses)
            .Where(pair => pair.First.AsksComments && pair.Second.Contact && chance.NextDouble() < Comments)
            .Select(pair => (pair.First, Text: _comments.Next(pair.First.Code, form.Language, wave)))
            .Where(comment => comment.Text is not null)
            .Select(comment => new GivenComment(comment.First.RelationshipId, "comment", comment.Text!, null));
        return new Submission(form.InvitationId, form.WaveId, form.PersonId, form.Language, responses, [.. comments], [], []);
    }

    private GivenResponse Response(AskedRelationship asked, int wave, double leniency, Random chance)
    {
        var items = asked.Questionnaire.Items;
        if (chance.NextDouble() > HasContact)
        {
            return new GivenResponse(asked.RelationshipId, asked.ReportingGroupId, false, new int?[items.Count], null);
        }
        var means = _model[asked.Code];
        var steps = asked.Questionnaire.BreakdownPoints.ToDictionary(point => point.Code, point =>
            chance.NextDouble() > StepApplies ? Item.DoesNotApply : Rating(means[point.Code][Math.Min(wave, 3)] + leniency, chance));
        var rated = steps.Values.Where(rating => rating > 0).DefaultIfEmpty(3).ToList();
        // A chain breaks at its weakest link: the worst step weighs as much as all of them together.
        var overall = Rating((rated.Average() + rated.Min()) / 2 + 0.25, chance, 0.4);
        var answers = items.Select(item => item switch
        {
            { IsBreakdownPoint: true } => steps[item.Key],
            { Key: Item.Overall } => overall,
            { Kind: QuestionKind.Effort } => Math.Clamp(8 - overall - chance.Next(0, 3), 1, 7),
            { Kind: QuestionKind.Choice } when steps.GetValueOrDefault("waiting") is 1 or 2 => chance.Next(0, 3),
            _ => (int?)null,
        });
        return new GivenResponse(asked.RelationshipId, asked.ReportingGroupId, true, [.. answers], Math.Clamp(5 - overall - chance.Next(0, 2), 0, 4));
    }

    private static int Rating(double mean, Random chance, double spread = 0.8) =>
        (int)Math.Clamp(Math.Round(mean + Normal(chance) * spread), 1, 5);

    /// <summary>Standard normal, by Box and Muller (1958).</summary>
    private static double Normal(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    private static class HashCode
    {
        /// <summary>Equal in every run, unlike string.GetHashCode.</summary>
        public static int Of(string name, int wave) => name.Aggregate(17 + wave * 7919, (hash, letter) => unchecked(hash * 31 + letter));
    }
}
