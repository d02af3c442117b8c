using Survey.Tests.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Messages;

[Category("Slow")]
public sealed class CutConnectionTests
{
    [TestCase]
    [TestCase("pipelining")]
    public async Task Whatever_step_connections_are_cut_at_everybody_gets_the_mail_and_nobody_again_once_it_was_acknowledged(
        params string[] server
    )
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.PeopleAsync("SHOP", 100));
        using var scripted = ScriptedServer.Start(server);
        using var proxy = new CuttingProxy(scripted.Port);
        var schedulers = new[] { Mails.Transport(proxy.Port), Mails.Transport(proxy.Port) };

        var now = Sending.Monday;
        while (await sending.Organisation.OneAsync<bool>("select exists (select from message where state not in ('sent', 'failed'))"))
        {
            Assert.That(now, Is.LessThan(Sending.Monday.AddDays(6)), "it does not end");
            await Task.WhenAll(schedulers.Select(transport => sending.Outbox(transport).SendDueAsync(now, default)));
            now = now.AddMinutes(10);
        }
        Array.ForEach(schedulers, transport => transport.Dispose());

        var people = sending.Wave.Invitations.Count;
        var mails = scripted.Mails;
        var failed = await sending.Organisation.ListAsync<string>(
            "select address from message where state = 'failed' and unknown_outcomes = 2"
        );
        var arrived = mails.Select(mail => mail.To[1]).ToHashSet();
        var repeats = mails.Count - arrived.Count;
        TestContext.Out.WriteLine($"{repeats} repeats, cuts: {string.Join(", ", proxy.Made)}");
        Assert.Multiple(async () =>
        {
            Assert.That(arrived.Union(failed).Count(), Is.EqualTo(people), "everybody has it, or it is known that it may not have arrived");
            Assert.That(
                await sending.Organisation.OneAsync<int>("select count(*)::int from message where state = 'failed'"),
                Is.EqualTo(failed.Count)
            );
            Assert.That(mails.Select(mail => mail.MessageId).Distinct().Count(), Is.EqualTo(arrived.Count), "a repeat is the same message");
            Assert.That(proxy.Repeated, Is.Empty, "acknowledged is acknowledged");
            Assert.That(
                repeats,
                Is.LessThanOrEqualTo(proxy.Made.GetValueOrDefault(Cut.AfterDataBeforeReply)),
                "what the server had and could not say"
            );
            Assert.That(proxy.Made.Keys, Is.SupersetOf(Enum.GetValues<Cut>().Where(cut => cut != Cut.Nowhere)), "every step was tried");
            Assert.That(
                await sending.Organisation.OneAsync<int>("select sum(unknown_outcomes)::int from message"),
                Is.EqualTo(proxy.Made.GetValueOrDefault(Cut.AfterDataBeforeReply) + proxy.Made.GetValueOrDefault(Cut.WithinData)),
                "every doubt is counted"
            );
        });
    }
}
