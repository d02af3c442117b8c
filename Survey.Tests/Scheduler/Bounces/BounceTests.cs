using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Survey.Db.Messages;
using Survey.Db.People;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

public sealed class BounceTests
{
    private static readonly DateTimeOffset NextMonth = new(2026, 4, 6, 9, 0, 0, TimeSpan.FromHours(3));

    private Sending _sending = null!;
    private Guid _invitation;

    [SetUp]
    public async Task SendAsync()
    {
        _sending = await Sending.WithOpenWaveAsync();
        await _sending.SendAsync(Sending.Monday);
        _invitation = await MailAsync("invitation");
    }

    [TearDown]
    public ValueTask DropAsync() => _sending.DisposeAsync();

    [Test]
    public async Task A_hard_bounce_marks_the_mail_with_its_reason_and_nobody_is_reminded_there()
    {
        Assert.That(await ReadAsync(Reports.Of(_invitation)), Is.EqualTo(new BounceRead("hard", _invitation, "5.1.1")));

        Assert.That(await _sending.Organisation.OneAsync<string>("select state || ' ' || status_code || ' ' || reason from message where id = @_invitation", new { _invitation }),
            Is.EqualTo("bounced 5.1.1 550 5.1.1 <shop1@example.org>: Recipient address rejected: User unknown"));
        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(_sending.Wave.Invitations.Count - 1));
        Assert.That(await UnreachableAsync(), Is.Empty, "once may be a mishap");
    }

    [Test]
    public async Task After_the_second_hard_bounce_a_person_is_asked_no_more_until_HR_says_that_the_address_is_mended()
    {
        await ReadAsync(Reports.Of(_invitation));
        await ReadAsync(Reports.Of(_invitation));
        Assert.That(await UnreachableAsync(), Is.Empty, "the same mail counts once");

        await FailedInvitations.SendOneAgainAsync(_sending.Organisation.Database, _invitation, "hr1@example.org", Sending.Monday, default);
        await _sending.SendAsync(Sending.Monday);
        await ReadAsync(Reports.Of(_invitation));
        Assert.That(await UnreachableAsync(), Is.Empty, "it had been mended in between");

        await _sending.Organisation.RunAsync("update message set state = 'sent' where id = @_invitation", new { _invitation });
        await ReadAsync(Reports.Of(_invitation));
        var flagged = (await UnreachableAsync()).Single();
        Assert.That(flagged with { Id = 0 }, Is.EqualTo(new UnreachablePerson(
            0, "Shop 1", "shop1@example.org", Sending.Monday, "5.1.1", "550 5.1.1 <shop1@example.org>: Recipient address rejected: User unknown")));
        Assert.That(await InvitedNextMonthAsync(4), Has.None.EqualTo("shop1@example.org"));

        await using (var connection = await _sending.Organisation.Database.OpenAsync())
        {
            await UnreachablePeople.ReachableAsync(connection, flagged.Id, default);
        }
        Assert.That(await InvitedNextMonthAsync(5), Has.Some.EqualTo("shop1@example.org"));
    }

    [Test]
    public async Task A_soft_bounce_is_counted_and_stops_nothing()
    {
        Assert.That(await ReadAsync(Reports.Of(_invitation, "delayed", "4.4.1")), Is.EqualTo(new BounceRead("soft", _invitation, "4.4.1")));
        await ReadAsync(Reports.Of(_invitation, "failed", "4.2.2"));

        Assert.That(await _sending.Organisation.OneAsync<string>("select state || ' ' || soft_bounces from message where id = @_invitation", new { _invitation }), Is.EqualTo("sent 2"));
        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(_sending.Wave.Invitations.Count));
    }

    [Test]
    public async Task Two_schedulers_that_watch_one_maildir_count_a_report_once_and_so_do_a_maildir_and_a_pipe()
    {
        using var maildir = new TemporaryFolder();
        var folders = new[] { "new", "cur", "tmp" }.Select(name => Directory.CreateDirectory(maildir.File(name)).FullName).ToArray();
        var mails = await _sending.Organisation.ListAsync<Guid>("select id from message");
        foreach (var id in mails)
        {
            await File.WriteAllTextAsync(Path.Combine(folders[0], $"{id:d}.host"), Reports.Of(id, "delayed", "4.4.1"));
        }

        var schedulers = Enumerable.Range(0, 4).Select(_ => new BounceMaildir(
            Options.Create(new MailOptions { BounceMaildir = maildir.File("") }), _sending.Test.Database, NullLogger<BounceMaildir>.Instance));
        await Task.WhenAll(schedulers.Select(scheduler => Task.Run(() => scheduler.ReadNewAsync(Sending.Monday, default))));
        await ReadAsync("Received: by another way\n" + Reports.Of(_invitation, "delayed", "4.4.1"));

        Assert.That(await _sending.Organisation.ListAsync<int>("select distinct soft_bounces from message"), Is.EqualTo(new[] { 1 }));
        Assert.That(Directory.GetFiles(folders[1]), Has.Length.EqualTo(mails.Count));
    }

    [Test]
    public async Task A_reminder_that_came_back_is_not_counted_against_its_person_since_that_would_tell_of_it()
    {
        await _sending.RemindAsync(Sending.Monday.AddDays(3));
        await _sending.SendAsync(Sending.Monday.AddDays(3));
        await ReadAsync(Reports.Of(await MailAsync("reminder1")));

        Assert.That(await _sending.Organisation.OneAsync<int>("select sum(hard_bounces)::int from person"), Is.Zero);
        Assert.That(await _sending.Organisation.OneAsync<string>("select state from message where id = @_invitation", new { _invitation }), Is.EqualTo("sent"));
    }

    [Test]
    public async Task What_is_no_bounce_or_of_no_mail_of_ours_changes_nothing()
    {
        var stranger = Guid.NewGuid();
        Assert.That(await ReadAsync(Reports.AutomaticAnswer(_invitation)), Is.EqualTo(new BounceRead("none", _invitation, null)));
        Assert.That(await ReadAsync(Reports.Of(stranger)), Is.EqualTo(new BounceRead("none", null, null)));
        Assert.That(await ReadAsync(Reports.Of(stranger, "delayed", "4.4.1")), Is.EqualTo(new BounceRead("none", null, null)));

        Assert.That(await _sending.StatesAsync(), Is.EqualTo(new Dictionary<string, int> { ["sent"] = _sending.Wave.Invitations.Count }));
    }

    private async Task<BounceRead> ReadAsync(string mail)
    {
        await using var connection = await _sending.Organisation.Database.OpenAsync();
        return await BounceReader.ReadAsync(connection, new MemoryStream(Encoding.UTF8.GetBytes(mail)), null, Sending.Monday, default);
    }

    private Task<Guid> MailAsync(string kind) => _sending.Organisation.OneAsync<Guid>(
        "select id from message where address = 'shop1@example.org' and kind = @kind", new { kind });

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
