using Survey.Db.Pulses;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WavePreviewTests : InSmallOrganisation
{
    [SetUp]
    public async Task CreateAsync()
    {
        await Organisation.UnitAsync("LONE", "ROOT", people: 2);
        await Organisation.RelationshipAsync("LONE-ALL", "LONE", "ROOT");
    }

    [Test]
    public async Task The_preview_says_what_the_opening_then_does()
    {
        var preview = await PreviewAsync(OpenWave.FirstMonday);
        await WavePlanning.PlanDueAsync(Test.Database, OpenWave.FirstMonday, default);
        await DueWaves.OpenAsync(Test.Database, OpenWave.FirstMonday, default);

        var frozen = await Organisation.ListAsync<(string, int, int, string?)>(
            "select code, customers, invited, not_asked from wave_relationship order by lower(code)"
        );
        Assert.Multiple(() =>
        {
            Assert.That(preview.Wave, Is.EqualTo("MONTHLY-2026-03-02"));
            Assert.That((preview.People, preview.Mails, preview.MailsAtMost), Is.EqualTo((28, 28, 84)));
            Assert.That(preview.LoadPerPerson, Is.EqualTo(new Dictionary<int, int> { [1] = 14, [3] = 14 }));
            Assert.That(
                preview.Relationships.Select(row => (row.Code, row.Customers, row.Invited, row.Asked)),
                Is.EqualTo(frozen.Select(row => (row.Item1, row.Item2, row.Item3, row.Item4 is null)))
            );
            Assert.That(preview.Relationships.Single(row => row.Code == "LONE-ALL").Reason, Does.Contain("name its parent instead"));
            Assert.That(
                preview.Relationships.Single(row => row.Code == "IT-ALL").ProbablyHidden,
                Is.EqualTo(new[] { "unit HR", "unit LONE", "unit SHOP", "employment temporary" })
            );
        });
    }

    [Test]
    public async Task The_next_period_is_previewed_once_this_one_is_open()
    {
        await WavePlanning.PlanDueAsync(Test.Database, OpenWave.FirstMonday, default);
        await DueWaves.OpenAsync(Test.Database, OpenWave.FirstMonday, default);

        var preview = await PreviewAsync(OpenWave.FirstMonday);

        Assert.That((preview.Wave, preview.People), Is.EqualTo(("MONTHLY-2026-04-06", 28)));
    }

    [Test]
    public async Task The_preview_says_what_a_wave_waits_for()
    {
        await Organisation.RunAsync("update pulse set approval = 'required'");

        Assert.That((await PreviewAsync(OpenWave.FirstMonday)).Opens, Is.EqualTo("waits for approval"));
    }

    [Test]
    public async Task The_preview_knows_what_HR_has_decided()
    {
        await Organisation.RunAsync("update pulse set approval = 'required'");
        await WaveDecisions.CancelAsync(Test.Database, "MONTHLY-2026-03-02", "hr1@example.org", OpenWave.FirstMonday, default);
        await WaveDecisions.ApproveAsync(Test.Database, "MONTHLY-2026-04-06", "hr1@example.org", OpenWave.FirstMonday, default);
        await WaveDecisions.PostponeAsync(
            Test.Database,
            "MONTHLY-2026-04-06",
            new(2026, 4, 10),
            "hr1@example.org",
            OpenWave.FirstMonday,
            default
        );

        var preview = await PreviewAsync(OpenWave.FirstMonday);

        Assert.That((preview.Wave, preview.Opens), Is.EqualTo(("MONTHLY-2026-04-06", "approved")));
        Assert.That(
            (preview.OpensAt, preview.ClosesAt),
            Is.EqualTo((new DateTimeOffset(2026, 4, 10, 6, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 17, 6, 0, 0, TimeSpan.Zero)))
        );
    }

    private async Task<WavePreview> PreviewAsync(DateTimeOffset at)
    {
        await using var connection = await Test.Database.OpenAsync();
        var pulse = await PulseList.FindAsync(connection, "monthly", default);
        return (await WavePreview.MakeAsync(connection, pulse!, at, default))!;
    }
}
