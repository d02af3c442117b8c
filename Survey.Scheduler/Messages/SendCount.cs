using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <param name="Sent">Accepted by the server or written to the folder.</param>
/// <param name="Stopped">Why sending stopped before every due mail had been tried; null: it did not stop.</param>
public sealed record SendCount(int Sent, int Deferred, int Failed, string? Stopped)
{
    internal SendCount And(SendCount later) =>
        new(Sent + later.Sent, Deferred + later.Deferred, Failed + later.Failed, later.Stopped ?? Stopped);

    internal SendCount With(MessageMark mark) =>
        mark switch
        {
            { State: MessageState.Sent } => this with { Sent = Sent + 1 },
            { State: MessageState.Failed } => this with { Failed = Failed + 1 },
            { State: MessageState.Deferred, IsAttempt: true } => this with { Deferred = Deferred + 1 },
            _ => this,
        };
}
