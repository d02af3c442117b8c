namespace Survey.Db.Messages;

public enum MessageState
{
    Queued,

    /// <summary>Claimed by a worker, under a lease.</summary>
    Sending,
    Sent,

    /// <summary>To be tried again.</summary>
    Deferred,
    Failed,

    /// <summary>Sent, then returned.</summary>
    Bounced,
    Cancelled,
}
