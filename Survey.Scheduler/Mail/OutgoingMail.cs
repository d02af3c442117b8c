namespace Survey.Scheduler.Mail;

/// <summary>One mail to one recipient.</summary>
public sealed record OutgoingMail
{
    /// <summary>Of the message row; the same on every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was put on the queue; the same on every attempt.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>The envelope's sender.</summary>
    public required string EnvelopeFrom { get; init; }

    public required string From { get; init; }
    public string? FromName { get; init; }
    public required string To { get; init; }
    public string? ToName { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }

    /// <summary>Id of the message that this one follows; null: none.</summary>
    public Guid? InReplyTo { get; init; }

    /// <summary>Where opting out is asked or, with <see cref="OneClick"/>, done by a POST; null: nothing to opt out of.</summary>
    public string? Unsubscribe { get; init; }
    public bool OneClick { get; init; }
}
