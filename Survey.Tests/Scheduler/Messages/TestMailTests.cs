using System.Text;
using Survey.Db.Messages;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

public sealed class TestMailTests
{
    private static readonly DateTimeOffset Now = Sending.Monday;

    private Sending _sending = null!;

    [SetUp]
    public async Task OpenAsync() => _sending = Sending.On(await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation));

    [TearDown]
    public async Task CloseAsync() => await _sending.DisposeAsync();

    [Test]
    public async Task A_mail_is_sent_once_and_its_outcome_is_kept()
    {
        await AddAsync(TestMailKind.Check, "hr1@example.org");
        var transport = new RecordingTransport();

        await _sending.Tests(transport).SendDueAsync(Now, default);
        await _sending.Tests(transport).SendDueAsync(Now, default);

        Assert.That(transport.Sent.Select(mail => mail.To), Is.EqualTo(["hr1@example.org"]));
        Assert.That((await NewestAsync()).Outcome, Is.EqualTo(TestMailOutcome.Accepted));
    }

    [Test]
    public async Task A_program_that_is_killed_while_it_sends_leaves_a_mail_that_is_not_sent_twice()
    {
        await AddAsync(TestMailKind.Check, "hr1@example.org");
        await using (var killed = await _sending.Test.Database.OpenAsync())
        {
            Assert.That(await TestMails.TakeAsync(killed, Now, default), Is.Not.Null);
        }
        var transport = new RecordingTransport();

        await _sending.Tests(transport).SendDueAsync(Now, default);

        Assert.That(transport.Sent, Is.Empty);
        Assert.That((await NewestAsync()).Outcome, Is.Null);
    }

    [Test]
    public async Task No_transaction_is_open_while_a_mail_is_sent()
    {
        await AddAsync(TestMailKind.Check, "hr1@example.org");
        var open = -1;
        var transport = new RecordingTransport(_ =>
        {
            open = _sending
                .Organisation.OneAsync<int>(
                    "select count(*)::int from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
                )
                .GetAwaiter()
                .GetResult();
            return new Accepted();
        });

        await _sending.Tests(transport).SendDueAsync(Now, default);

        Assert.That(open, Is.Zero);
    }

    [Test]
    public async Task What_the_server_said_is_kept()
    {
        await AddAsync(TestMailKind.Check, "hr1@example.org");

        await _sending.Tests(new RecordingTransport(_ => new Refused("Sender not allowed.", "5.7.60"))).SendDueAsync(Now, default);

        var mail = await NewestAsync();
        Assert.That((mail.Outcome, mail.Words), Is.EqualTo(((TestMailOutcome?)TestMailOutcome.Refused, "Sender not allowed.")));
    }

    [Test]
    public async Task A_mail_to_the_return_address_that_arrives_there_is_recognised()
    {
        await AddAsync(TestMailKind.Return, "");
        var transport = new RecordingTransport();
        await _sending.Tests(transport, new MailOptions { BounceMaildir = "/somewhere" }).SendDueAsync(Now, default);
        var sent = transport.Sent.Single();
        await using var connection = await _sending.Test.Database.OpenAsync();
        var arrived = new MemoryStream(Encoding.UTF8.GetBytes($"To: {sent.To}\r\nSubject: {sent.Subject}\r\n\r\n{sent.Text}\r\n"));

        var read = await BounceReader.ReadAsync(connection, arrived, null, Now, default);

        Assert.That(sent.To, Is.EqualTo(sent.EnvelopeFrom).And.StartsWith("returns+"));
        Assert.That(read.IsBounce, Is.False);
        Assert.That((await NewestAsync()).ReturnedAt, Is.EqualTo(Now));
    }

    [Test]
    public async Task Without_a_mailbox_nothing_is_sent_to_the_return_address()
    {
        await AddAsync(TestMailKind.Return, "");
        var transport = new RecordingTransport();

        await _sending.Tests(transport).SendDueAsync(Now, default);

        Assert.That(transport.Sent, Is.Empty);
        Assert.That((await NewestAsync()).Outcome, Is.EqualTo(TestMailOutcome.NoMailbox));
    }

    [Test]
    public async Task Nothing_is_kept_for_longer_than_a_day()
    {
        await AddAsync(TestMailKind.Check, "hr1@example.org");

        await _sending.Tests(new RecordingTransport()).SendDueAsync(Now.AddDays(1), default);

        await using var connection = await _sending.Test.Database.OpenAsync();
        Assert.That(await TestMails.NewestAsync(connection, "hr1@example.org", default), Is.Empty);
    }

    private async Task AddAsync(TestMailKind kind, string address)
    {
        await using var connection = await _sending.Test.Database.OpenAsync();
        await TestMails.AddAsync(connection, kind, address, "hr1@example.org", "Check", "Text", "<p>Text</p>", Now, default);
    }

    private async Task<TestMail> NewestAsync()
    {
        await using var connection = await _sending.Test.Database.OpenAsync();
        return (await TestMails.NewestAsync(connection, "hr1@example.org", default)).Single();
    }
}
