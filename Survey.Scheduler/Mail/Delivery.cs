namespace Survey.Scheduler.Mail;

/// <summary>The outcome of one attempt.</summary>
public abstract record Delivery;

/// <summary>The server has taken responsibility.</summary>
public sealed record Accepted : Delivery;

/// <summary>Not now (4xx): try this mail again later.</summary>
public sealed record Deferred(string Reason, string? StatusCode) : Delivery;

/// <summary>Never (5xx): this mail will not be accepted as it is.</summary>
public sealed record Refused(string Reason, string? StatusCode) : Delivery;

/// <summary>The connection was lost after the content had begun to leave: the server may or may not have accepted the mail.</summary>
/// <param name="IsHang">The server did not answer in time.</param>
public sealed record Unknown(string Reason, bool IsHang = false) : Delivery;

/// <summary>Nothing was sent, and the fault is not this mail's: the server can't be reached, or it takes no mail from us.</summary>
/// <param name="NeedsSomebody">True: it will not pass by itself, such as a wrong password or certificate.</param>
/// <param name="Wait">How long the server wants no more mails; null: it did not say.</param>
public sealed record TransportDown(string Reason, bool NeedsSomebody, TimeSpan? Wait = null) : Delivery;
