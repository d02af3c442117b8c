using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <summary>What one round of sending did.</summary>
/// <param name="Sent">Accepted by the server or written to the folder.</param>
/// <param name="Deferred">To be tried again later.</param>
/// <param name="Failed">Refused for good, or given up.</param>
/// <param name="Stopped">Why sending stopped before everything that was due had been tried; null: it did not.</param>
public sealed record SendCount(int Sent, int Deferred, int Failed, string? Stopped)
{
    internal SendCount With(MessageMark mark) =>
        mark switch
        {
            { State: "sent" } => this with { Sent = Sent + 1 },
            { State: "failed" } => this with { Failed = Failed + 1 },
            { State: "deferred", IsAttempt: true } => this with { Deferred = Deferred + 1 },
            _ => this,
        };
}
