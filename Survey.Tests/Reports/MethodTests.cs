using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>The method note: at most five lines, and two more where a reason was recorded or the answers come from another tool.</summary>
public sealed class MethodTests
{
    private const int Most = 5;

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public void A_note_is_short_and_says_in_each_language_how_figures_are_protected(string language)
    {
        var texts = Language.Of(language);
        var note = Method.OfRelationship(SampleReport.Make(), texts).ToList();
        var several = Method
            .OfSeveral(
                SampleReport.Wave(0, 1, imported: false),
                5,
                [],
                [SampleFigures.Rating("overall", 4, 6, 8, 12, 10)],
                compared: true,
                texts
            )
            .ToList();

        Assert.That(note, Has.Count.InRange(3, Most).And.All.Not.Contain("{"));
        Assert.That(several, Has.Count.InRange(3, Most).And.All.Not.Contain("{"));
        Assert.That(note[0], Is.EqualTo(texts.Format("report.method.minimum", 5)));
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public void The_full_note_has_every_sentence_of_the_notes_of_reports(string language)
    {
        var texts = Language.Of(language);
        var note = string.Join('\n', Method.Everything(5, texts));
        var sentences = texts
            .Keys.Where(key => key.StartsWith("report.method.", StringComparison.Ordinal))
            .Except(["report.method.brief", "report.method.full", "report.method.minimumReason"])
            .Select(key =>
                texts[key]
                    .Replace(
                        "{0}",
                        key.EndsWith("slope", StringComparison.Ordinal) ? $"{TrendFigure.MostWaves}" : "5",
                        StringComparison.Ordinal
                    )
            );

        Assert.That(sentences.Where(sentence => !note.Contains(sentence, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(160, 120, true)]
    [TestCase(120, 120, false)]
    [TestCase(null, null, false)]
    public void That_not_everybody_was_asked_is_said_where_it_is_so(int? customers, int? asked, bool isSaid)
    {
        var report = SampleReport.Make();
        var all = report.All with { Participation = new PublishedParticipation(1, customers, asked, 70, null, 12) };
        var sentences = Method.OfRelationship(report with { Cells = [all, .. report.Cells.Skip(1)] }, Language.Of("en"));

        Assert.That(
            sentences.Any(sentence => sentence.Contains(Language.Of("en")["report.method.sampled"], StringComparison.Ordinal)),
            Is.EqualTo(isSaid)
        );
    }

    [Test]
    public void A_recorded_reason_for_small_groups_is_said()
    {
        var report = SampleReport.Make();
        var sentences = Method.OfRelationship(
            report with
            {
                Wave = report.Wave with { MinimumGroupReason = "A small house" },
            },
            Language.Of("en")
        );

        Assert.That(sentences, Has.One.Contains("A small house"));
    }
}
