using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

public sealed class MethodTests
{
    [TestCase(160, 120, true)]
    [TestCase(120, 120, false)]
    [TestCase(null, null, false)]
    public void That_not_everybody_was_asked_is_said_where_it_is_so(int? customers, int? asked, bool isSaid)
    {
        var report = SampleReport.Make();
        var all = report.All with { Participation = new PublishedParticipation(1, customers, asked, 70, null, 12) };
        var sentences = Method.OfRelationship(report with { Cells = [all, .. report.Cells.Skip(1)] }, Language.Of("en"));

        Assert.That(sentences.Count(sentence => sentence.StartsWith("Not all customers were asked.", StringComparison.Ordinal)), Is.EqualTo(isSaid ? 1 : 0));
    }

    // 84 rated it. Beside a band the note goes by the ratings, as the intervals do.
    [TestCase(105, null, "over75", "report.method.corrected", true)]
    [TestCase(106, null, "over75", "report.method.notCorrected", true)]
    [TestCase(106, 80, null, "report.method.corrected", false)]
    public void Where_few_had_no_contact_the_note_says_that_they_count_for_nothing(int asked, int? rate, string? band, string correction, bool isSaid)
    {
        var report = SampleReport.Make();
        var all = report.All with { Participation = new PublishedParticipation(1, 160, asked, rate, band, null) };
        var (texts, sentences) = (Language.Of("en"), Method.OfRelationship(report with { Cells = [all] }, Language.Of("en")).ToList());

        Assert.That(sentences, Does.Contain(texts[correction]));
        Assert.That(sentences.Contains(texts["report.method.noContact"]), Is.EqualTo(isSaid));
    }

    [Test]
    public void Why_a_figure_over_several_services_has_no_distribution_of_all_answers_is_said_where_it_has_none()
    {
        var (texts, whole) = (Language.Of("en"), SampleFigures.Rating("overall", [4, 6, 8, 12, 10]));

        Assert.That(Sentences(whole), Does.Not.Contain(texts["report.method.partDistribution"]));
        Assert.That(Sentences(whole with { Counts = null }), Does.Contain(texts["report.method.partDistribution"]));
        Assert.That(Sentences(whole with { Counts = [4, 6, 8, 12, 0] }), Does.Contain(texts["report.method.partDistribution"]));

        IEnumerable<string> Sentences(PublishedFigure rollUp) => OfSeveral(texts, whole, rollUp);
    }

    [Test]
    public void How_few_answers_count_is_said_where_a_figure_over_several_services_has_them()
    {
        var (texts, whole) = (Language.Of("en"), SampleFigures.Rating("overall", [4, 6, 8, 12, 10]));

        Assert.That(OfSeveral(texts, whole, whole with { N = null, NBand = "45-49" }), Does.Contain(texts["report.method.smallWithin"]));
        Assert.That(OfSeveral(texts, whole, whole).Concat(OfSeveral(texts, whole, SampleFigures.Rating("overall", [1, 1, 1, 1, 1]))), Does.Not.Contain(texts["report.method.smallWithin"]));
    }

    [TestCase(Shown.Yes, "report.method.partTimeLost", "report.method.hidden")]
    [TestCase(Shown.Hidden, "report.method.hidden", "report.method.partTimeLost")]
    public void What_work_time_lost_over_several_services_is_made_of_is_said_where_it_is_shown(string shown, string said, string unsaid)
    {
        var (texts, lost) = (Language.Of("en"), SampleFigures.Of("*time_lost", "time_lost", 30, 1, null, null, 10, 8, 6, 4, 2));
        var sentences = OfSeveral(
            texts, SampleFigures.Rating("overall", [4, 6, 8, 12, 10]), shown == Shown.Yes ? lost : lost with { Shown = shown, N = null, Value = null, Counts = null }).ToList();

        Assert.That(sentences, Does.Contain(texts[said]).And.Not.Contain(texts[unsaid]));
    }

    private static IEnumerable<string> OfSeveral(Language texts, PublishedFigure overall, PublishedFigure rollUp) =>
        Method.OfSeveral(SampleReport.Wave(0, 1, imported: false), 5, [overall], [rollUp], compared: false, texts);
}
