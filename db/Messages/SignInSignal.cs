using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Tells senders that a sign-in mail is waiting, so that nobody waits for their next round.</summary>
public static class SignInSignal
{
    /// <summary>From now on <see cref="NpgsqlConnection.WaitAsync(TimeSpan, CancellationToken)"/> ends when a sign-in mail was queued.</summary>
    public static Task ListenAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("listen sign_in_mail", null, ct);

    /// <summary>Before the connection goes back to its pool.</summary>
    public static Task StopAsync(NpgsqlConnection connection) => connection.RunAsync("unlisten sign_in_mail", null, default);

    /// <summary>Reaches the listeners when the caller's transaction commits.</summary>
    internal static Task SendAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("notify sign_in_mail", null, ct);
}
