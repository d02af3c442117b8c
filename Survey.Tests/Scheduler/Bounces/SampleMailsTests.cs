using Survey.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>What becomes of a letter and of its person when each of the samples comes back.</summary>
public sealed class SampleMailsTests
{
    private Sending _sending = null!;
    private Guid _invitation;

    private static IReadOnlyList<string[]> Samples => SampleMails.All;

    [OneTimeSetUp]
    public async Task SendAsync()
    {
        _sending = await Sending.WithOpenWaveAsync();
        _invitation = await _sending.Organisation.OneAsync<Guid>("select id from message where address = 'shop1@example.org'");
    }

    [OneTimeTearDown]
    public ValueTask DropAsync() => _sending.DisposeAsync();

    [SetUp]
    public async Task BeforeItAsync()
    {
        await _sending.Organisation.RunAsync(
            """
            update message set state = 'sent', sent_at = queued_at, reason = null, status_code = null, reason_code = null, late_reports = 0
            """
        );
        await _sending.Organisation.RunAsync("update person set hard_bounces = 0, unreachable_since = null");
    }

    [TestCaseSource(nameof(Samples))]
    public async Task A_returned_mail_is_read_and_does_what_its_kind_says(string file, string kind)
    {
        await using var connection = await _sending.Organisation.Database.OpenAsync();

        var mail = new MemoryStream(SampleMails.About(file, _invitation));
        var read = await BounceReader.ReadAsync(connection, mail, null, Sending.Monday, default);

        Assert.That(read.Kind, Is.EqualTo(kind));
        Assert.That(
            await _sending.Organisation.OneAsync<string>(
                """
                select message.state || case when message.late_reports > 0 then ' late' else '' end
                       || case when person.hard_bounces > 0 then ' counted' else '' end
                from message join person on person.id = person_id where message.id = @_invitation
                """,
                new { _invitation }
            ),
            Is.EqualTo(
                kind switch
                {
                    "hard" => "bounced counted",
                    "lost" => "failed",
                    "late" => "sent late",
                    _ => "sent",
                }
            )
        );
    }

    [Test]
    public void Every_sample_is_listed_once_and_there_are_samples_of_every_kind()
    {
        Assert.That(Samples.Select(sample => sample[0]), Is.Unique);
        Assert.That(Samples.Select(sample => sample[1]).Distinct(), Is.EquivalentTo(new[] { "hard", "lost", "late", "forward", "none" }));
    }
}
