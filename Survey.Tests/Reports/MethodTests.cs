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
}
