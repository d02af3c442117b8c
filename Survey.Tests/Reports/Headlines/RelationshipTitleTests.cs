using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Headlines;

namespace Survey.Tests.Reports.Headlines;

/// <summary>Which sentence stands on top of a relationship's report: one row per case, in the order of the rules.</summary>
public sealed class RelationshipTitleTests
{
    private static readonly Language English = Language.Of("en");

    [TestCase("", "There are not enough answers yet to say how this service is doing.")]
    [TestCase("overall hidden; waiting hidden", "There are not enough answers yet to say how this service is doing.")]
    [TestCase("overall; waiting deep weak; intake missed", "Weak step: “waiting” (1.5).")]
    [TestCase("overall better; waiting weak; intake deep weak better", "2 weak steps, above all “intake” (1.5).")]
    [TestCase("overall; waiting weak small; intake weak", "2 weak steps, above all “intake” (2.5).")]
    [TestCase("overall; waiting missed worse; intake kept", "“waiting” falls short of its promise, and it is getting worse.")]
    [TestCase(
        "overall worse; waiting missed better; intake kept worse",
        "“waiting” still falls short of its promise, but it is getting better."
    )]
    [TestCase("overall; waiting missed same; intake kept", "“waiting” falls short of its promise.")]
    [TestCase("waiting missed; intake hidden", "“waiting” falls short of its promise.")]
    [TestCase(
        "overall; waiting missed deep; intake missed; quality missed worse",
        "3 promises are missed, and “quality” is getting worse."
    )]
    [TestCase("overall; waiting missed worse; intake missed deep better", "2 promises are missed, and “waiting” is getting worse.")]
    [TestCase("overall; waiting missed; intake missed better", "2 promises are still missed, but “intake” is getting better.")]
    [TestCase("overall; waiting missed; intake missed deep", "2 promises are missed, most of all at “intake”.")]
    [TestCase("overall; waiting missed; intake missed", "2 promises are missed, among others at “waiting”.")]
    [TestCase("overall; waiting missed small; intake missed deep", "2 promises are missed, among others at “intake”.")]
    [TestCase("overall small; waiting missed small worse", "“waiting” falls short of its promise, and it is getting worse.")]
    [TestCase("overall; waiting fine better; intake kept worse", "“waiting” is clearly better than before, but “intake” is clearly worse.")]
    [TestCase(
        "overall; quality fine better; waiting fine better was; intake kept worse",
        "“waiting” is clearly better than before, but “intake” is clearly worse."
    )]
    [TestCase("overall worse; waiting fine worse", "“waiting” is clearly worse than before.")]
    [TestCase("overall; waiting worse; intake worse", "2 steps are clearly worse than before.")]
    [TestCase("overall worse; waiting fine better", "Customers rate this service clearly lower than before.")]
    [TestCase(
        "overall better; waiting fine better was; intake fine better",
        "“waiting” was fixed: clearly better than before, and no longer short of its promise."
    )]
    [TestCase(
        "overall; waiting fine better was; intake kept better was",
        "2 steps were fixed: clearly better than before, and no longer short of their promises."
    )]
    [TestCase("overall; waiting few better was", "“waiting” is clearly better than before.")]
    [TestCase("overall; waiting fine was", "The promise is not clearly missed.")]
    [TestCase("overall better; waiting better; intake better", "2 steps are clearly better than before.")]
    [TestCase("overall better; waiting fine same", "Customers rate this service clearly higher than before.")]
    [TestCase("overall same; waiting kept; intake kept", "All 2 promises are clearly kept.")]
    [TestCase("overall same; waiting kept; intake fine; quality", "None of the 2 promises is clearly missed.")]
    [TestCase("overall same; waiting kept; intake hidden", "No promise is clearly missed, as far as there are enough answers to tell.")]
    [TestCase("overall same; waiting fine; intake few", "No promise is clearly missed, as far as there are enough answers to tell.")]
    [TestCase("overall same; waiting few", "There is no clear change since the wave before.")]
    [TestCase("overall same; waiting", "There is no clear change since the wave before.")]
    [TestCase("overall; waiting", "The overall rating is 2.5 on a scale from 1 to 5 (95% interval 2.3–2.7).")]
    [TestCase("overall small; waiting", "The overall rating is low (5 to 9 answers).")]
    [TestCase("overall hidden; waiting", "There are not enough answers for an overall rating, only for some of the steps.")]
    public void The_title_says_what_the_verdicts_bear_out(string facts, string title) =>
        Assert.That(RelationshipHeadline.Title(Facts.Of(facts), English), Is.EqualTo(title));

    [TestCase("overall same; waiting fine", Verdict.Worse, "Customers rate this service clearly lower than a year ago.")]
    [TestCase("overall same", Verdict.Better, "Customers rate this service clearly higher than a year ago.")]
    [TestCase("overall same; waiting fine better", Verdict.Worse, "“waiting” is clearly better than before.")]
    public void A_year_ago_is_told_when_nothing_has_changed_since_the_wave_before(string facts, Verdict yearAgo, string title) =>
        Assert.That(RelationshipHeadline.Title(Facts.Of(facts, yearAgo), English), Is.EqualTo(title));

    [TestCase("overall; waiting missed; intake kept", "1 promise is missed: “waiting” 2.5 (promised: 4.0).")]
    [TestCase(
        "overall; a missed; b missed deep; c missed; d missed",
        "4 promises are missed, among others “b” 1.5 (promised: 4.0), “a” 2.5 (promised: 4.0), “c” 2.5 (promised: 4.0)."
    )]
    [TestCase(
        "overall; waiting missed small; intake missed",
        "2 promises are missed: “intake” 2.5 (promised: 4.0), “waiting” low (promised: 4.0)."
    )]
    [TestCase("overall; waiting kept; intake fine better", "None of the 2 promises is clearly missed.")]
    [TestCase("overall same; waiting deep; intake", "“waiting” is rated clearly lower than every other step (1.5).")]
    [TestCase("overall same; waiting deep; intake small", null)]
    [TestCase("overall; waiting weak; intake missed", "1 promise is missed: “intake” 2.5 (promised: 4.0).")]
    [TestCase(
        "overall; waiting weak; intake deep weak; quality missed",
        "Also weak: “waiting” 2.5. 1 promise is missed: “quality” 2.5 (promised: 4.0)."
    )]
    [TestCase("overall; waiting deep weak; intake", null)]
    [TestCase("overall same; waiting; intake", null)]
    [TestCase("overall; waiting kept; intake fine", null)]
    public void The_second_sentence_says_where_the_service_breaks_down(string facts, string? sentence)
    {
        var message = RelationshipHeadline.Of(Facts.Of(facts), 5, English).Message;
        Assert.That(message, sentence is null ? Has.Count.EqualTo(2) : Has.Count.EqualTo(3));
        Assert.That(message[0], Does.StartWith("The overall rating is 2.5"));
        Assert.That(sentence is null || message[1] == sentence, Is.True, message[1]);
    }

    [TestCase(
        "overall better; waiting better; intake worse",
        null,
        "Compared with the wave that closed on 1 March 2026, clearly better: the overall rating, “waiting”; clearly worse: “intake”."
    )]
    [TestCase("overall; waiting better", Verdict.Worse, "Clearly better than in the wave that closed on 1 March 2026: “waiting”.")]
    [TestCase("overall worse; waiting same", null, "Clearly worse than in the wave that closed on 1 March 2026: the overall rating.")]
    [TestCase("overall same; waiting same", null, "Nothing has clearly changed since the wave that closed on 1 March 2026.")]
    [TestCase("overall same; waiting same", Verdict.Better, "The overall rating is clearly better than a year ago.")]
    [TestCase("overall; waiting", null, "There are not enough answers to compare it with the wave before.")]
    public void The_last_sentence_says_what_has_changed(string facts, Verdict? yearAgo, string sentence) =>
        Assert.That(RelationshipHeadline.Of(Facts.Of(facts, yearAgo), 5, English).Message[^1], Is.EqualTo(sentence));

    [Test]
    public void The_first_wave_has_nothing_to_compare_with() =>
        Assert.That(
            RelationshipHeadline.Of(Facts.Of("overall; waiting fine", first: true), 5, English).Message[^1],
            Is.EqualTo("The service was rated for the first time, so there is nothing to compare with yet.")
        );

    [Test]
    public void What_is_hidden_altogether_is_explained_and_nothing_else_is_said() =>
        Assert.That(
            RelationshipHeadline.Of(Facts.Of("overall hidden"), 7, English).Message,
            Is.EqualTo(new[] { "A figure is shown only when at least 7 people answered that question." })
        );
}
