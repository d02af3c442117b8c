namespace Survey.Scheduler.Mail;

/// <summary>The outcome of one attempt.</summary>
public abstract record Delivery;

/// <summary>The server has taken responsibility.</summary>
public sealed record Accepted : Delivery;

/// <summary>4xx: try this mail again later.</summary>
public sealed record Deferred(string Reason, string? StatusCode) : Delivery;

/// <summary>5xx: the server will never accept this mail as it is.</summary>
public sealed record Refused(string Reason, string? StatusCode) : Delivery;

/// <summary>The connection was lost after content had left: the server may or may not have accepted the mail.</summary>
/// <param name="IsHang">The server did not answer in time.</param>
public sealed record Unknown(string Reason, bool IsHang = false) : Delivery;

/// <summary>Nothing was sent, and this mail is not the cause: the server cannot be reached or takes no mail from us.</summary>
/// <param name="NeedsSomebody">True: the fault stays until somebody acts, such as a wrong password or certificate.</param>
/// <param name="Wait">For how long the server wants no mails; null: it did not say.</param>
public sealed record TransportDown(string Reason, bool NeedsSomebody, TimeSpan? Wait = null) : Delivery;
