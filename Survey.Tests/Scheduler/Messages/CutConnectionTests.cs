using Survey.Tests.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Messages;

[Category("Slow")]
public sealed class CutConnectionTests
{
    [TestCase]
    [TestCase("pipelining")]
    public async Task Whatever_step_connections_are_cut_at_everybody_gets_the_mail_and_nobody_again_once_it_was_acknowledged(params string[] server)
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.PeopleAsync("SHOP", 100));
        using var scripted = ScriptedServer.Start(server);
        using var proxy = new CuttingProxy(scripted.Port);
        var schedulers = new[] { Mails.Transport(proxy.Port), Mails.Transport(proxy.Port) };

        var now = Sending.Monday;
        while (await sending.Organisation.OneAsync<bool>("select exists (select from message where state <> 'sent')"))
        {
            Assert.That(now, Is.LessThan(Sending.Monday.AddDays(6)), "it does not end");
            await Task.WhenAll(schedulers.Select(transport => sending.Outbox(transport).SendDueAsync(now, default)));
            now = now.AddMinutes(10);
        }
        Array.ForEach(schedulers, transport => transport.Dispose());

        var people = sending.Wave.Invitations.Count;
        var mails = scripted.Mails;
        var repeats = mails.Count - people;
        TestContext.Out.WriteLine($"{repeats} repeats, cuts: {string.Join(", ", proxy.Made)}");
        Assert.Multiple(async () =>
        {
            Assert.That(mails.Select(mail => mail.To[1]).Distinct().Count(), Is.EqualTo(people), "everybody has it");
            Assert.That(mails.Select(mail => mail.MessageId).Distinct().Count(), Is.EqualTo(people), "a repeat is the same message");
            Assert.That(proxy.Repeated, Is.Empty, "acknowledged is acknowledged");
            Assert.That(proxy.OfferedAhead, server.Length > 0 ? Is.GreaterThan(people / 4) : Is.Zero, "the next mail is offered early where that is allowed");
            Assert.That(repeats, Is.EqualTo(proxy.Made.GetValueOrDefault(Cut.AfterDataBeforeReply)), "what the server had and could not say");
            Assert.That(proxy.Made.Keys, Is.SupersetOf(Enum.GetValues<Cut>().Where(cut => cut != Cut.Nowhere)), "every step was tried");
            Assert.That(
                await sending.Organisation.OneAsync<int>("select sum(doubtful)::int from message"),
                Is.EqualTo(proxy.Made.GetValueOrDefault(Cut.AfterDataBeforeReply) + proxy.Made.GetValueOrDefault(Cut.WithinData)), "every doubt is counted");
        });
    }
}
