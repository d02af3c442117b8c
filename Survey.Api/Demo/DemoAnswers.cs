using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Demo;

/// <summary>Answers of the demo's people: the same at every load, with effects that a reader can discover.</summary>
internal sealed class DemoAnswers
{
    private const double StepApplies = 0.97;

    private readonly Dictionary<string, DemoModel> _models = DemoModel.Read();
    private readonly DemoComments _comments = new();
    private readonly DemoThanks _thanks = new();

    /// <param name="department">Code of the person's department.</param>
    /// <returns>Null: the person does not answer in this wave.</returns>
    public Submission? Of(InvitationForm form, string department, DemoWave wave)
    {
        var person = DemoPerson.Of(form.PersonName);
        var chance = new DemoChance($"{form.PersonName} {wave.Index}");
        if (!chance.Happens(person.AnswersAtAll))
        {
            return null;
        }
        var given = form
            .Relationships.Select(asked => (Asked: asked, Response: Response(asked, department, wave, person, chance)))
            .ToList();
        var comments = given
            .Where(pair => pair.Asked.AsksComments && pair.Response.Contact)
            .Select(pair => (pair.Asked.RelationshipId, Text: _comments.Of(pair.Asked, pair.Response, form.Language, wave, chance)))
            .Where(comment => comment.Text is not null)
            .Select(comment => new GivenComment(comment.RelationshipId, "comment", comment.Text!, null));
        return new Submission(
            form.InvitationId,
            form.WaveId,
            form.PersonId,
            form.Language,
            [.. given.Select(pair => pair.Response)],
            [.. comments],
            [.. Thanks(form, given, wave)],
            []
        );
    }

    private IEnumerable<GivenNote> Thanks(
        InvitationForm form,
        IReadOnlyList<(AskedRelationship Asked, GivenResponse Response)> given,
        DemoWave wave
    )
    {
        // Of its own, so that ratings do not depend on it.
        var chance = new DemoChance($"{form.PersonName} {wave.Index} thanks");
        return given
            .Select(pair => (pair.Asked.RelationshipId, Text: _thanks.Of(pair.Asked, pair.Response, form.Language, wave, chance)))
            .Where(thanks => thanks.Text is not null)
            .Select(thanks => new GivenNote(thanks.RelationshipId, "thanks", null, thanks.Text!));
    }

    private GivenResponse Response(AskedRelationship asked, string department, DemoWave wave, DemoPerson person, DemoChance chance)
    {
        var items = asked.Questionnaire.Items;
        var model = _models[asked.Code];
        if (!chance.Happens(model.Contact))
        {
            return new GivenResponse(asked.RelationshipId, asked.ReportingGroupId, false, new int?[items.Count], null);
        }
        var steps = asked.Questionnaire.BreakdownPoints.ToDictionary(
            point => point.Code,
            point =>
                chance.Happens(StepApplies)
                    ? Rating(model.Middle(point.Code, department, wave.Turns[asked.Code]) + person.Leniency, chance, 0.75)
                    : Item.DoesNotApply
        );
        var rated = steps.Values.Where(rating => rating > 0).DefaultIfEmpty(3).ToList();
        // A chain breaks at its weakest link: the worst step has the same weight as the mean of all steps.
        var overall = Rating((rated.Average() + rated.Min()) / 2 + 0.25, chance, 0.4);
        var answers = items.Select(item =>
            item.IsBreakdownPoint ? steps[item.Key] : Other(asked.Questionnaire, item, steps, overall, chance)
        );
        return new GivenResponse(
            asked.RelationshipId,
            asked.ReportingGroupId,
            true,
            [.. answers],
            Math.Clamp(5 - overall - chance.Below(2), 0, 4)
        );
    }

    private static int? Other(Questionnaire questionnaire, Item item, Dictionary<string, int> steps, int overall, DemoChance chance)
    {
        var question = questionnaire.Questions.First(question => question.Key == item.Key);
        if (question.When is { } when && steps.GetValueOrDefault(when.Question) is var rating && (rating < 1 || rating > when.AtMost))
        {
            return null;
        }
        if (item.Key == Item.Overall)
        {
            return overall;
        }
        return item.Kind switch
        {
            QuestionKind.Effort => Math.Clamp(8 - overall - chance.Below(3), 1, 7),
            QuestionKind.Choice => Option(question, chance),
            QuestionKind.Choices => 1 << Option(question, chance) | 1 << Option(question, chance),
            QuestionKind.Rating or QuestionKind.Recommendation or QuestionKind.Text => null,
        };
    }

    /// <summary>Earlier options are more likely.</summary>
    private static int Option(Question question, DemoChance chance) =>
        Math.Min(chance.Below(question.Options!.Count), chance.Below(question.Options.Count));

    private static int Rating(double middle, DemoChance chance, double spread) =>
        (int)Math.Clamp(Math.Round(middle + chance.Normal() * spread), 1, 5);
}
