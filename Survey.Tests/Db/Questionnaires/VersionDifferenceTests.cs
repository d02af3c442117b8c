using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Tests.Db.Questionnaires;

public sealed class VersionDifferenceTests
{
    private Questionnaire _before = null!;

    [OneTimeSetUp]
    public async Task ReadAsync() => _before = await TemplateShelf.ReadAsync("it_support", default);

    [Test]
    public void Equal_versions_differ_in_nothing() => Assert.That(VersionDifference.Between(_before, _before), Is.Empty);

    [Test]
    public void What_changed_is_told_by_step_part_and_language()
    {
        var step = _before.BreakdownPoints[0];
        var promise = new Dictionary<string, string>(step.Standard!.Promise.Values) { ["fi"] = "Heti." };
        var now = _before.WithStep(
            step with
            {
                Standard = new ServiceStandard { Promise = new LocalizedText(promise), Target = 4.2 },
            }
        );

        Assert.That(Told(now, "en"), Is.EqualTo(new[] { "Step “Getting through”: promise (suomi), target 4.2 instead of 3.8" }));
        Assert.That(Told(now, "fi"), Is.EqualTo(new[] { "Vaihe ”Yhteyden saaminen”: lupaus (suomi), tavoite 4,2, aiemmin 3,8" }));
        Assert.That(VersionDifference.NotCompared(_before, now), Is.Null);
    }

    [Test]
    public void Another_order_and_retired_steps_are_told_and_that_they_end_the_comparison()
    {
        var now = _before.WithStepMoved("solution", 1).WithoutStep("reach");

        Assert.That(
            Told(now, "en"),
            Is.EqualTo(
                new[]
                {
                    "Step retired: Getting through",
                    "Steps in another order",
                    "Question “Which of these steps matters most to you?”: options",
                }
            )
        );
        Assert.That(
            VersionDifference.NotCompared(_before, now)!.ToString(),
            Is.EqualTo("Asked differently, so not compared with earlier waves: “Follow-up”, “Solution”, overall rating")
        );
    }

    [Test]
    public void A_question_with_the_steps_as_options_follows_the_steps()
    {
        var added = _before.BreakdownPoints[0] with { Code = "new", Name = LocalizedText.Of("New") };
        var now = _before.WithStep(added).WithoutStep("reach");

        Assert.That(
            now.Questions.Single(question => question.Key == "matters_most").Options!.Select(option => option.Code),
            Is.EqualTo(new[] { "waiting", "information", "solution", "follow_up", "new" })
        );
        Assert.That(now.Questions.Single(question => question.Key == "waited_for"), Is.EqualTo(_before.Questions[0]));
    }

    private string[] Told(Questionnaire now, string language) =>
        [.. VersionDifference.Between(_before, now).Select(change => change.In(Language.Of(language)))];
}
