namespace Survey.Api.Mails;

public sealed record MailView
{
    public required string Name { get; init; }
    public required Mail Mail { get; init; }
    public required string Part { get; init; }
}
