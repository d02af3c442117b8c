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
        Assert.That(Sentences(whole with { Counts = null, N = null, NBand = "38-42" }), Does.Contain(texts["report.method.partDistribution"]));

        IEnumerable<string> Sentences(PublishedFigure rollUp) => OfSeveral(texts, whole, rollUp);
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

    [Test]
    public void How_few_answers_count_in_a_figure_over_several_services_is_said_where_one_has_few()
    {
        var (texts, whole) = (Language.Of("en"), SampleFigures.Rating("overall", [4, 6, 8, 12, 10]));
        var said = texts.Format("report.method.smallWithin", 4.5, 4.75);

        Assert.That(said, Does.Contain("“4.5 or higher” as 4.75"));
        Assert.That(OfSeveral(texts, whole, whole), Does.Not.Contain(said));
        Assert.That(OfSeveral(texts, whole, SampleFigures.Rating("overall", [0, 1, 2, 3, 2])), Does.Not.Contain(said));
        Assert.That(OfSeveral(texts, whole, SampleFigures.WithFew("overall", [4, 6, 8, 12, 10])), Does.Contain(said));
    }

    [Test]
    public void The_note_of_a_service_goes_from_protection_over_uncertainty_and_changes_to_what_the_charts_show()
    {
        var report = SampleReport.Make(bothWays: true, verdicts: [new(1, "overall", Against.Before, 1, Verdict.Better, 0.4, 0.1, 0.7, Verdict.Better, 8, 2, 14)]);
        PublishedFigure[] more =
        [
            SampleFigures.Hidden("hidden"), SampleFigures.Rating("few", 1, 1, 1, 2, 2), SampleFigures.Rating("same", 0, 0, 0, 20, 0),
            SampleFigures.Rating("everybody", 2, 2, 2, 2, 2) with { Low = null, High = null, Census = true },
        ];
        var all = report.All with
        {
            Figures = report.All.Figures.Values.Concat(more).ToDictionary(figure => figure.Item),
            Participation = new PublishedParticipation(1, 160, 120, null, "over75", null),
        };
        report = report with
        {
            Wave = report.Wave with { MinimumGroupReason = "A small house" },
            Cells = [all, .. report.Cells.Skip(1)],
            Gaps = [new(1, 50, true, -0.61, -0.87, -0.35)],
            Slopes = [new(1, "overall", 7, Direction.Up, 0.21, 0.05, 0.37)],
            Found = [new(1, "step1", 40, 30, 52, 90), new(1, "step2", 60, 50, 72, 70)],
        };

        Assert.That(Keys(Method.OfRelationship(report, Language.Of("en"))), Is.EqualTo(new[]
        {
            "minimum", "minimumReason", "small", "hidden", "sampled", "noContact", "interval", "notCorrected", "nonResponse", "tests", "families", "testsUncorrected",
            "shares", "gap", "slope", "census", "equal", "favourable", "recommendation", "drivers", "funnel", "comments", "anonymous",
        }));
    }

    [Test]
    public void The_note_of_several_services_ends_with_how_they_are_joined()
    {
        var few = SampleFigures.WithFew("overall", [4, 6, 8, 12, 10]);
        var lost = SampleFigures.Of("*time_lost", "time_lost", 30, 1, null, null, 10, 8, 6, 4, 2);
        var sentences = Method.OfSeveral(
            SampleReport.Wave(0, 1, imported: false) with { MinimumGroupReason = "A small house" }, 5,
            [SampleFigures.Rating("overall", [0, 1, 2, 3, 2]), SampleFigures.Hidden("overall")], [few with { Pooled = true }, few, lost], compared: true, Language.Of("en"));

        Assert.That(Keys(sentences), Is.EqualTo(new[]
        {
            "minimum", "minimumReason", "small", "hidden", "interval", "someCorrected", "nonResponse", "ranking", "tests", "families", "testsUncorrected",
            "weighted", "pooled", "partDistribution", "smallWithin", "widened", "partTimeLost", "anonymous",
        }));
    }

    /// <summary>Which texts the sentences are.</summary>
    private static IEnumerable<string> Keys(IEnumerable<string> sentences)
    {
        const string Section = "report.method.";
        var texts = Language.Of("en");
        return sentences.Select(sentence => texts.Keys.Single(key =>
            key.StartsWith(Section, StringComparison.Ordinal) && sentence.StartsWith(texts[key].Split('{')[0], StringComparison.Ordinal))[Section.Length..]);
    }

    private static IEnumerable<string> OfSeveral(Language texts, PublishedFigure overall, PublishedFigure rollUp) =>
        Method.OfSeveral(SampleReport.Wave(0, 1, imported: false), 5, [overall], [rollUp], compared: false, texts);
}
