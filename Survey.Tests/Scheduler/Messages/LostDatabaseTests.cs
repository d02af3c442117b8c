using Npgsql;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

public sealed class LostDatabaseTests
{
    [Test]
    public async Task A_mail_that_was_accepted_while_the_database_went_away_is_marked_first_when_it_is_back_and_not_sent_again()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var lost = 0;
        var transport = new RecordingTransport(
            _ =>
            {
                if (Interlocked.Exchange(ref lost, 1) == 0)
                {
                    AwayForAsync(sending.Test, TimeSpan.FromSeconds(3)).GetAwaiter().GetResult();
                }
                return new Accepted();
            },
            connections: 1
        );
        var outbox = sending.Outbox(transport);

        await IgnoreLossAsync(outbox.SendDueAsync(Sending.Monday, default));
        var afterFirst = await SentAsync(sending.Test);
        await outbox.SendDueAsync(Sending.Monday, default);

        Assert.That(transport.Sent.Select(mail => mail.To), Is.Unique);
        Assert.That(transport.Sent, Has.Count.EqualTo(sending.Wave.Invitations.Count));
        Assert.That(afterFirst, Is.EqualTo(1), "the round ends, since others may have claimed its mails meanwhile");
    }

    /// <summary>Refuses new connections and ends the present ones.</summary>
    private static async Task AwayForAsync(TestDatabase test, TimeSpan time)
    {
        var name = new NpgsqlConnectionStringBuilder(test.ConnectionString).Database;
        var admin = new NpgsqlConnectionStringBuilder(test.ConnectionString) { Database = "postgres", Pooling = false };
        await RunAsync(
            $"alter database {name} allow_connections false",
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        );
        _ = Task.Run(async () =>
        {
            await Task.Delay(time);
            await RunAsync($"alter database {name} allow_connections true");
        });

        async Task RunAsync(params string[] statements)
        {
            await using var connection = new NpgsqlConnection(admin.ConnectionString);
            await connection.OpenAsync();
            foreach (var statement in statements)
            {
                await using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync();
            }
        }
    }

    private static async Task<long> SentAsync(TestDatabase test)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(test.ConnectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from message where state = 'sent'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task IgnoreLossAsync(Task round)
    {
        try
        {
            await round;
        }
        catch (NpgsqlException)
        {
            // The round's own session was lost.
        }
    }
}
