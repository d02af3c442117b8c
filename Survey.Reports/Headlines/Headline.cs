namespace Survey.Reports.Headlines;

/// <summary>What a report says, in sentences that its figures and verdicts bear out.</summary>
/// <param name="Title">The one sentence on top of a page.</param>
/// <param name="Message">One to three sentences for a cover: how it stands, where it breaks down, what has changed.</param>
public sealed record Headline(string Title, IReadOnlyList<string> Message);
