using Survey.Db.Messages;
using Survey.Db.People;
using Survey.Db.WaveLifecycle;
using Survey.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

public sealed class BounceTests
{
    private const string Policy = "smtp; 554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using bl.example.net";

    private static readonly DateTimeOffset NextMonth = new(2026, 4, 6, 9, 0, 0, TimeSpan.FromHours(3));

    private Sending _sending = null!;
    private Guid _invitation;

    [SetUp]
    public async Task SendAsync()
    {
        _sending = await Sending.WithOpenWaveAsync();
        await _sending.SendAsync(Sending.Monday);
        _invitation = await _sending.MailAsync("shop1@example.org");
    }

    [TearDown]
    public ValueTask DropAsync() => _sending.DisposeAsync();

    [Test]
    public async Task A_hard_bounce_marks_the_mail_with_its_reason_and_nobody_is_reminded_there()
    {
        Assert.That(
            await _sending.ReadAsync(Reports.Of(_invitation)),
            Is.EqualTo(new BounceRead("hard", _invitation, "5.1.1", "noMailbox"))
        );

        Assert.That(
            await ShownAsync(),
            Is.EqualTo("bounced 5.1.1 noMailbox 550 5.1.1 <shop1@example.org>: Recipient address rejected: User unknown")
        );
        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(_sending.Wave.Invitations.Count - 1));
        Assert.That(await UnreachableAsync(), Is.Empty, "once may be a mishap");
    }

    [Test]
    public async Task After_the_second_hard_bounce_a_person_is_asked_no_more_until_HR_says_that_the_address_is_mended()
    {
        await _sending.ReadAsync(Reports.Of(_invitation));
        await _sending.ReadAsync(Reports.Of(_invitation));
        Assert.That(await UnreachableAsync(), Is.Empty, "the same mail counts once");

        await FailedInvitations.SendOneAgainAsync(_sending.Organisation.Database, _invitation, "hr1@example.org", Sending.Monday, default);
        await _sending.SendAsync(Sending.Monday);
        await _sending.ReadAsync(Reports.Of(_invitation));
        Assert.That(await UnreachableAsync(), Is.Empty, "it had been mended in between");

        await _sending.Organisation.RunAsync("update message set state = 'sent' where id = @_invitation", new { _invitation });
        await _sending.ReadAsync(Reports.Of(_invitation));
        var flagged = (await UnreachableAsync()).Single();
        Assert.That(
            flagged with
            {
                Id = 0,
            },
            Is.EqualTo(
                new UnreachablePerson(
                    0,
                    "Shop 1",
                    "shop1@example.org",
                    Sending.Monday,
                    "5.1.1",
                    "noMailbox",
                    "550 5.1.1 <shop1@example.org>: Recipient address rejected: User unknown"
                )
            )
        );
        Assert.That(await InvitedNextMonthAsync(4), Has.None.EqualTo("shop1@example.org"));

        await using (var connection = await _sending.Organisation.Database.OpenAsync())
        {
            await UnreachablePeople.ReachableAsync(connection, flagged.Id, default);
        }
        Assert.That(await InvitedNextMonthAsync(5), Has.Some.EqualTo("shop1@example.org"));
    }

    [Test]
    public async Task A_lost_mail_can_be_sent_again_and_nobody_is_reminded_of_it()
    {
        Assert.That(
            await _sending.ReadAsync(Reports.Of(_invitation, status: "5.2.2", diagnostic: "smtp; 552 5.2.2 over quota")),
            Is.EqualTo(new BounceRead("lost", _invitation, "5.2.2", "full"))
        );
        Assert.That(await ShownAsync(), Is.EqualTo("failed 5.2.2 full 552 5.2.2 over quota"));
        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(_sending.Wave.Invitations.Count - 1));

        var again = await FailedInvitations.SendAgainAsync(
            _sending.Organisation.Database,
            _sending.Wave.Id,
            "full",
            "hr1@example.org",
            Sending.Monday,
            default
        );

        Assert.That(again, Is.EqualTo(1));
        Assert.That(await _sending.SendAsync(Sending.Monday), Is.EqualTo(new[] { "shop1@example.org" }));
        Assert.That(await ShownAsync(), Is.EqualTo("sent"));
    }

    [Test]
    public async Task A_domain_that_refuses_every_mail_of_two_waves_is_asked_in_the_third_all_the_same_and_HR_is_told()
    {
        foreach (var month in new[] { 3, 4 })
        {
            foreach (var mail in await _sending.Organisation.ListAsync<Guid>("select id from message where state <> 'failed'"))
            {
                await _sending.ReadAsync(Reports.Of(mail, status: "5.7.1", diagnostic: Policy));
            }
            await using var connection = await _sending.Organisation.Database.OpenAsync();
            Assert.That(
                await RefusingDomains.ListAsync(connection, null, DateTimeOffset.UnixEpoch, default),
                Is.EqualTo(new[] { new RefusingDomain("example.org", _sending.Wave.Invitations.Count) })
            );
            Assert.That(await UnreachableAsync(), Is.Empty);
            if (month == 3)
            {
                await InvitedNextMonthAsync(4);
                await _sending.Organisation.RunAsync("update message set state = 'sent', sent_at = queued_at where state = 'queued'");
            }
        }

        Assert.That(await InvitedNextMonthAsync(5), Has.Count.EqualTo(_sending.Wave.Invitations.Count));
    }

    [Test]
    public async Task A_late_mail_is_counted_and_stops_nothing()
    {
        Assert.That(
            await _sending.ReadAsync(Reports.Of(_invitation, "delayed", "4.4.1")),
            Is.EqualTo(new BounceRead("late", _invitation, "4.4.1", "away"))
        );
        await _sending.ReadAsync(Reports.Of(_invitation, "delayed", "4.2.2"));

        Assert.That(await ShownAsync(), Is.EqualTo("sent"));
        Assert.That(
            await _sending.Organisation.OneAsync<int>("select late_reports from message where id = @_invitation", new { _invitation }),
            Is.EqualTo(2)
        );
        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(_sending.Wave.Invitations.Count));
    }

    [Test]
    public async Task The_failed_copy_of_a_forward_changes_nothing()
    {
        var forward = Reports
            .Of(_invitation)
            .Replace(
                "Final-Recipient: rfc822; shop1@example.org",
                "Final-Recipient: rfc822; shop1@elsewhere.example",
                StringComparison.Ordinal
            );

        Assert.That((await _sending.ReadAsync(forward)).Kind, Is.EqualTo("forward"));
        Assert.That(await ShownAsync(), Is.EqualTo("sent"));
    }

    [TestCase("failed", "5.1.1")]
    [TestCase("failed", "5.2.2")]
    public async Task A_reminder_that_came_back_is_shown_and_counted_nowhere_since_that_would_tell_of_it(string action, string status)
    {
        await _sending.RemindAsync(Sending.Monday.AddDays(3));
        await _sending.SendAsync(Sending.Monday.AddDays(3));
        await _sending.ReadAsync(Reports.Of(await _sending.MailAsync("shop1@example.org", "reminder1"), action, status, Policy));

        Assert.That(await _sending.Organisation.OneAsync<int>("select sum(hard_bounces)::int from person"), Is.Zero);
        Assert.That(await ShownAsync(), Is.EqualTo("sent"));
        await using var connection = await _sending.Organisation.Database.OpenAsync();
        Assert.That(await FailedInvitations.CountAsync(connection, null, Sending.Monday, default), Is.Empty);
        Assert.That(await RefusingDomains.ListAsync(connection, null, DateTimeOffset.UnixEpoch, default), Is.Empty);
        await MessageSealing.KeepAsync(connection, _sending.Wave.Id, default);
        Assert.That(
            await _sending.Organisation.ListAsync<string>("select state || ' ' || count from message_count"),
            Is.EqualTo(new[] { $"sent {_sending.Wave.Invitations.Count}" })
        );
    }

    [Test]
    public async Task What_is_no_bounce_or_of_no_mail_of_ours_changes_nothing()
    {
        var stranger = Guid.NewGuid();
        var none = new BounceRead("none", null);
        Assert.That(await _sending.ReadAsync(Reports.AutomaticAnswer(_invitation)), Is.EqualTo(none with { Message = _invitation }));
        Assert.That(await _sending.ReadAsync(Reports.Of(stranger)), Is.EqualTo(none));
        Assert.That(await _sending.ReadAsync(Reports.Of(stranger, status: "5.2.2")), Is.EqualTo(none));
        Assert.That(await _sending.ReadAsync(Reports.Of(stranger, "delayed", "4.4.1")), Is.EqualTo(none));
        Assert.That(await _sending.ReadAsync(""), Is.EqualTo(none));

        Assert.That(await _sending.StatesAsync(), Is.EqualTo(new Dictionary<string, int> { ["sent"] = _sending.Wave.Invitations.Count }));
    }

    [Test]
    public async Task Complaints_are_a_number_rounded_down_to_five_and_name_nobody()
    {
        var complaint = SampleMails.About("17-no-bounces--arf-complaint.eml", _invitation);
        for (var count = 0; count < 4; count++)
        {
            Assert.That((await _sending.ReadAsync(complaint)).Kind, Is.EqualTo("none"));
        }
        Assert.That(await ComplaintsAsync(Sending.Monday), Is.Zero);

        for (var count = 4; count < 9; count++)
        {
            await _sending.ReadAsync(complaint);
        }
        await _sending.ReadAsync(SampleMails.About("complaint-not-spam.eml", _invitation));

        Assert.That(await ComplaintsAsync(Sending.Monday), Is.EqualTo(5));
        Assert.That(await ComplaintsAsync(Sending.Monday.AddYears(1)), Is.Zero);
        Assert.That(await ShownAsync(), Is.EqualTo("sent"));
        Assert.That(
            await _sending.Organisation.ListAsync<string>(
                "select column_name::text from information_schema.columns where table_name = 'complaint_count'"
            ),
            Is.EquivalentTo(new[] { "day", "count" })
        );
    }

    private Task<string> ShownAsync() =>
        _sending.Organisation.OneAsync<string>(
            "select concat_ws(' ', state, status_code, reason_code, reason) from message where id = @_invitation",
            new { _invitation }
        );

    private async Task<int> ComplaintsAsync(DateTimeOffset now)
    {
        await using var connection = await _sending.Organisation.Database.OpenAsync();
        return await Complaints.AtLeastAsync(connection, now, default);
    }

    private async Task<IReadOnlyList<UnreachablePerson>> UnreachableAsync()
    {
        await using var connection = await _sending.Organisation.Database.OpenAsync();
        return await UnreachablePeople.ListAsync(connection, 10, default);
    }

    private async Task<IReadOnlyList<string>> InvitedNextMonthAsync(int month)
    {
        var wave = await OpenWave.OpenAsync(_sending.Organisation, at: NextMonth.AddMonths(month - 4));
        return [.. wave.Invitations.Select(invitation => invitation.Email)];
    }
}
