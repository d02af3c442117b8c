using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Wakes the senders at once, so that nobody waits for the next polling of the queue.</summary>
public static class SignInSignal
{
    public static Task ListenAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("listen sign_in_mail", null, ct);

    /// <summary>Required before the connection returns to its pool.</summary>
    public static Task StopAsync(NpgsqlConnection connection) => connection.RunAsync("unlisten sign_in_mail", null, default);

    /// <summary>Delivered when the caller's transaction commits.</summary>
    internal static Task SendAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("notify sign_in_mail", null, ct);
}
