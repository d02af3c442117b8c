using Npgsql;
using Survey.Db.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Messages;

public sealed class SendingOutageTests
{
    private static readonly DateTimeOffset Nine = OpenWave.FirstMonday;

    private TestDatabase _test = null!;
    private NpgsqlConnection _connection = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _connection = await _test.Database.OpenAsync();
    }

    [TearDown]
    public async Task DropAsync()
    {
        await _connection.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Test]
    public async Task Of_several_schedulers_the_newest_word_counts_and_the_first_time()
    {
        await RecordAsync("Away.", Nine);
        await RecordAsync("Wrong password.", Nine.AddMinutes(20));

        Assert.That(await FindAsync(Nine.AddMinutes(21)), Is.EqualTo(new SendingOutage(Nine, "Wrong password.", true, null)));
    }

    [Test]
    public async Task What_no_scheduler_has_confirmed_for_half_an_hour_is_over_and_begins_anew()
    {
        await RecordAsync("Away.", Nine);

        Assert.That(await FindAsync(Nine.AddMinutes(29)), Is.Not.Null);
        Assert.That(await FindAsync(Nine.AddMinutes(30)), Is.Null);
        await RecordAsync("Away again.", Nine.AddHours(2));
        Assert.That((await FindAsync(Nine.AddHours(2)))?.Since, Is.EqualTo(Nine.AddHours(2)));
    }

    [TestCase("553 <bounce+5@mail.example.org>: not yours", "553 <…>: not yours")]
    [TestCase("No relay for anna.kask@example.org, sorry", "No relay for …, sorry")]
    [TestCase("user=survey@example.org from [192.0.2.17] (535 5.7.8)", "user=… from […] (535 5.7.8)")]
    [TestCase("554 5.7.1 [IPv6:2001:db8::17]: blocked", "554 5.7.1 [IPv6:…]: blocked")]
    [TestCase("Client host 2001:DB8:0:0:1:2:3:4 is listed. See fe80::1%eth0, ::1.", "Client host … is listed. See …, ….")]
    [TestCase("from ::ffff:192.0.2.17: too many", "from …: too many")]
    [TestCase("421 4.7.0 Net::SMTP since 12:30:45: wait", "421 4.7.0 Net::SMTP since 12:30:45: wait")]
    [TestCase("The mail server smtp.example.org:587 can't be reached", "The mail server smtp.example.org:587 can't be reached")]
    public async Task No_address_is_kept(string words, string kept)
    {
        await RecordAsync(words, Nine);

        Assert.That((await FindAsync(Nine))?.Reason, Is.EqualTo(kept));
    }

    private Task RecordAsync(string reason, DateTimeOffset at) => SendingOutage.RecordAsync(_connection, reason, true, null, at, default);

    private Task<SendingOutage?> FindAsync(DateTimeOffset at) => SendingOutage.FindAsync(_connection, at, default);
}
