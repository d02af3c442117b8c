using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Questionnaires;

public sealed class QuestionChangeTests
{
    private static readonly Questionnaire Before = SampleQuestionnaire.Make(3, longNames: false);

    [Test]
    public void A_name_a_promise_or_another_step_does_not_change_what_is_asked()
    {
        var now = WithStep(0, point => point with { Name = LocalizedText.Of("Reaching us"), Standard = null }) with
        {
            Questions = [.. Before.Questions.Where(question => question.Key != "effort")],
        };
        now = now with { BreakdownPoints = [SampleQuestionnaire.Make(4, longNames: false).BreakdownPoints[3], .. now.BreakdownPoints] };

        Assert.That(QuestionChange.Between(Before, Before), Is.Empty);
        Assert.That(Changed(now), Is.Empty, "steps that both have keep their order");
        Assert.That(QuestionChange.Between(Stored(now), Before), Is.Empty);
    }

    [Test]
    public void Other_words_or_another_scale_change_the_step_that_has_them()
    {
        Assert.That(Changed(WithStep(1, point => point with { Question = LocalizedText.Of("How long?") })), Is.EqualTo(new[] { "step2" }));
        Assert.That(Changed(WithStep(2, point => point with { Scale = RatingScale.Speed })), Is.EqualTo(new[] { "step3" }));
    }

    [Test]
    public void The_overall_question_changes_by_its_words_by_its_scale_and_by_the_order_of_the_others()
    {
        Assert.That(
            Changed(WithOverall(question => question with { Text = LocalizedText.Of("All in all?") })),
            Is.EqualTo(new[] { "overall" })
        );
        Assert.That(Changed(WithOverall(question => question with { Scale = RatingScale.Satisfaction })), Is.EqualTo(new[] { "overall" }));

        var points = Before.BreakdownPoints;
        var moved = Before with { BreakdownPoints = [points[1], points[0], points[2]] };
        Assert.That(Changed(moved), Is.EqualTo(new[] { "overall", "step1", "step2" }), "the third step stays the third");
        Assert.That(
            Changed(Before with { Questions = [Before.Questions[3], .. Before.Questions.Where((_, place) => place != 3)] }),
            Is.EqualTo(new[] { "overall" }),
            "a choice is no rating"
        );
    }

    [Test]
    public void A_language_that_is_added_changes_nothing_and_new_words_in_any_language_do()
    {
        LocalizedText english = LocalizedText.Of("How was it?"),
            both = Text("How was it?", "Miten se sujui?"),
            reworded = Text("How was it?", "Miltä se tuntui?");

        Assert.That(QuestionChange.Between(With(english), With(both)), Is.Empty);
        Assert.That(QuestionChange.Between(With(both), With(reworded)), Is.EqualTo(new[] { "step1" }));
    }

    private static IEnumerable<string> Changed(Questionnaire now) => QuestionChange.Between(Before, Stored(now)).Order();

    /// <summary>A copy has the items of its original until it is read again.</summary>
    private static Questionnaire Stored(Questionnaire version) => QuestionnaireJson.Read(QuestionnaireJson.Write(version));

    private static Questionnaire With(LocalizedText question) => WithStep(0, point => point with { Question = question });

    private static LocalizedText Text(string english, string finnish) =>
        new(new Dictionary<string, string> { ["en"] = english, ["fi"] = finnish });

    private static Questionnaire WithStep(int step, Func<BreakdownPoint, BreakdownPoint> change) =>
        Before with
        {
            BreakdownPoints = [.. Before.BreakdownPoints.Select((point, index) => index == step ? change(point) : point)],
        };

    private static Questionnaire WithOverall(Func<Question, Question> change) =>
        Before with
        {
            Questions = [.. Before.Questions.Select(question => question.Key == Item.Overall ? change(question) : question)],
        };
}
