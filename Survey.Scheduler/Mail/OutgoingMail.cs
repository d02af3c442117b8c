namespace Survey.Scheduler.Mail;

public sealed record OutgoingMail
{
    /// <summary>Id of the message row; the same on every attempt.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string EnvelopeFrom { get; init; }

    public required string From { get; init; }
    public string? FromName { get; init; }
    public required string To { get; init; }
    public string? ToName { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }

    /// <summary>A PNG that stands in <see cref="Html"/> as <c>cid:chart</c>; null: none.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>A PDF; null: none.</summary>
    public MailFile? Attachment { get; init; }

    public Guid? InReplyTo { get; init; }

    /// <summary>Page that asks about opting out; with <see cref="OneClick"/> a POST to it opts out. Null: a mail without opt-out.</summary>
    public string? Unsubscribe { get; init; }
    public bool OneClick { get; init; }
}

public sealed record MailFile(string Name, byte[] Content);
