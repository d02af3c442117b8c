namespace Survey.Api.Mails;

internal static class MailPart
{
    public const string Html = "html";
    public const string Text = "text";
    public const string Headers = "headers";

    public static IReadOnlyList<string> In(Mail mail) =>
        [.. new[] { (Html, mail.Html), (Text, mail.Text), (Headers, "") }.Where(part => part.Item2 is not null).Select(part => part.Item1)];

    /// <summary>The requested part, else the first that the mail has.</summary>
    public static string Of(Mail mail, string? asked) => In(mail) is var parts && parts.Contains(asked) ? asked! : parts[0];
}
