using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Everything published of whole organisations in one wave: parts, kinds of employment, pairs, roll-ups.</summary>
public sealed class OrganisationTests
{
    /// <summary>The search stops when a group is open by 1.0, so the tally's least says no more than that.</summary>
    [Test]
    public void Hidden_groups_of_whole_organisations_stay_open()
    {
        var tally = new Tally("organisations");
        var organisations = LongSearch.Trials(120);
        for (var seed = 0; seed < organisations; seed++)
        {
            foreach (var finding in new WitnessSearch(AuditOrganisation.Random(seed), Simulated.Key(seed)).Findings())
            {
                tally.Add(finding);
                if (finding.Open < 1)
                {
                    var answers = string.Join(" or ", finding.Answers.Select(one => string.Join(' ', one)));
                    TestContext.Out.WriteLine($"seed {seed}: {finding.People} people, {answers}");
                }
            }
        }
        TestContext.Out.WriteLine(tally);

        Assert.That(tally.Exact, Is.Zero, tally.ToString());
        Assert.That(tally.Narrow, Is.LessThanOrEqualTo(0.001), tally.ToString());
    }
}
