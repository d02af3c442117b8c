using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Messages;

namespace Survey.Tests.Scheduler.Messages;

public sealed class ClaimAheadTests
{
    /// <summary>One that is sent, and one that is written ahead: the third has to be claimed.</summary>
    private const int Claimed = 2;

    [Test]
    public async Task When_claiming_ahead_fails_while_a_mark_is_being_written_what_was_sent_is_written_down_and_the_rest_is_free()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await using var connection = await sending.Test.Database.OpenAsync();
        await using var holder = await sending.Test.Database.OpenAsync();
        await using var holding = await holder.BeginTransactionAsync();
        var worker = await MessageClaims.StartAsync(connection, default);
        var outcome = new RoundOutcome(new SendingPause(TimeProvider.System), NullLogger.Instance);
        var transport = new RecordingTransport(connections: 1);
        var batches = 0;
        await using var claims = new ClaimAhead(
            await sending.Test.Database.OpenAsync(), TimeProvider.System, () => !outcome.IsStopped,
            (claiming, _) => batches++ == 0 ? ClaimAndHoldAsync(claiming, worker, holder) : FailAsync(sending));

        var round = new OutboxRound(connection, worker, transport, outcome, sending.Metrics, TimeProvider.System, Sending.Monday)
            .SendAsync(new LettersAhead(claims, sending.Composer(), Sending.Monday, NullLogger.Instance), default);
        await UntilAsync(() => Task.FromResult(outcome.IsStopped));
        var endedEarly = await Task.WhenAny(round, Task.Delay(300)) == round;
        await holding.CommitAsync();
        await UntilAsync(async () => (await sending.StatesAsync()).ContainsKey("sent"));

        Assert.That(endedEarly, Is.False, "it waits for the mark");
        Assert.That(async () => await round.WaitAsync(TimeSpan.FromSeconds(30)), Throws.InvalidOperationException.With.Message.EqualTo("No more."));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
        Assert.That((await sending.StatesAsync())["sent"], Is.EqualTo(1));
        await MessageClaims.StopAsync(connection, worker, default);
        Assert.That(await sending.SendAsync(Sending.Monday), Has.Count.EqualTo(sending.Wave.Invitations.Count - 1));
    }

    /// <summary>Marks of what is claimed wait until <paramref name="holder"/> lets go.</summary>
    private static async Task<IReadOnlyList<ClaimedMessage>?> ClaimAndHoldAsync(NpgsqlConnection claiming, int worker, NpgsqlConnection holder)
    {
        var claimed = await MessageClaims.ClaimAsync(claiming, worker, Claimed, Sending.Monday, TimeProvider.System.GetUtcNow(), default);
        await holder.RunAsync("select from message for update", null, default);
        return claimed;
    }

    private static async Task<IReadOnlyList<ClaimedMessage>?> FailAsync(Sending sending)
    {
        await UntilAsync(async () => await sending.Organisation.OneAsync<int>("select count(*)::int from pg_locks where not granted") > 0);
        throw new InvalidOperationException("No more.");
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.That(tries, Is.LessThan(1000));
            await Task.Delay(20);
        }
    }
}
