using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Results;

/// <summary>In which order Home and reports list what needs attention. Words have verdicts, but no size to be ordered by.</summary>
public sealed class AttentionTests
{
    private static readonly Questionnaire Questions = SampleQuestionnaire.Make(3, longNames: false);

    [Test]
    public void A_word_that_misses_its_target_stands_after_the_gaps_that_are_told()
    {
        var missed = Attention
            .Of([
                Result(1, [SampleFigures.InWords("step1", FigureWord.Middle)], [Called("step1", Against.Target, Verdict.Worse)]),
                Result(
                    2,
                    [SampleFigures.Valued("step1", 3.4), SampleFigures.Valued("step2", 3.0)],
                    [Called("step1", Against.Target, Verdict.Worse), Called("step2", Against.Target, Verdict.Worse)]
                ),
            ])
            .Problems()
            .ToList();

        Assert.That(
            missed.Select(figure => (figure.Relationship.Code, figure.Figure.Item)),
            Is.EqualTo(new[] { ("R2", "step2"), ("R2", "step1"), ("R1", "step1") })
        );
        Assert.That(missed[^1].Gap, Is.Null);
    }

    [Test]
    public void Weak_steps_stand_before_missed_promises_the_lowest_first_whether_or_not_anything_was_promised()
    {
        var problems = Attention
            .Of([
                Result(
                    1,
                    [SampleFigures.Valued("step1", 3.6), SampleFigures.InWords("step2", FigureWord.Low)],
                    [Called("step1", Against.Target, Verdict.Worse)]
                ),
                Result(
                    2,
                    [SampleFigures.Valued("step1", 2.9), SampleFigures.Valued("step2", 2.1), SampleFigures.Valued(Item.Overall, 2.0)],
                    [Called("step1", Against.Target, Verdict.Worse)]
                ),
            ])
            .Problems();

        Assert.That(
            problems.Select(figure => (figure.Relationship.Code, figure.Figure.Item, figure.IsWeak)),
            Is.EqualTo(new[] { ("R2", "step2", true), ("R2", "step1", true), ("R1", "step2", true), ("R1", "step1", false) })
        );
    }

    [Test]
    public void A_word_that_has_changed_stands_after_the_changes_that_are_told()
    {
        var changed = Attention
            .Of([
                Result(
                    1,
                    [SampleFigures.InWords("step1", FigureWord.Low), SampleFigures.InWords("step2", FigureWord.High)],
                    [Called("step1", Against.Before, Verdict.Worse), Called("step2", Against.Before, Verdict.Better)]
                ),
                Result(
                    2,
                    [SampleFigures.Valued("step1", 3.4), SampleFigures.Valued("step2", 2.0)],
                    [Called("step1", Against.Before, Verdict.Better, 0.4), Called("step2", Against.Before, Verdict.Worse, -0.6)]
                ),
            ])
            .Changed();

        Assert.That(
            changed.Select(figure => (figure.Relationship.Code, figure.Figure.Item)),
            Is.EqualTo(new[] { ("R2", "step2"), ("R1", "step1"), ("R2", "step1"), ("R1", "step2") })
        );
    }

    [Test]
    public void A_verdict_on_a_hidden_figure_is_not_listed() =>
        Assert.That(
            Attention.Of([Result(1, [SampleFigures.Hidden("step1")], [Called("step1", Against.Target, Verdict.Worse)])]).Problems(),
            Is.Empty
        );

    [Test]
    public void Services_stand_by_their_mean_then_those_in_words_then_those_that_are_hidden() =>
        Assert.That(
            Attention
                .Of([
                    Result(1, [], []),
                    Result(2, [SampleFigures.InWords(Item.Overall, FigureWord.Low)], []),
                    Result(3, [SampleFigures.Valued(Item.Overall, 4.0)], []),
                    Result(4, [SampleFigures.Valued(Item.Overall, 3.0)], []),
                ])
                .Select(row => row.Relationship.Code),
            Is.EqualTo(new[] { "R4", "R3", "R2", "R1" })
        );

    private static RelationshipResult Result(long id, PublishedFigure[] figures, PublishedVerdict[] verdicts) =>
        new(
            SampleReport.Relationship(longNames: false, imported: false) with
            {
                Id = id,
                Code = $"R{id}",
            },
            new(
                new(id, 1, CellKind.Relationship, id, null, null, null, 5, null, null),
                figures.ToDictionary(figure => figure.Item),
                null,
                verdicts
            ),
            Questions
        );

    private static PublishedVerdict Called(string item, Against against, Verdict called, double? difference = null) =>
        new(1, item, against, null, called, difference, null, null);
}
