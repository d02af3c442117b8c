namespace Survey.Reports.Headlines;

/// <summary>What a report says, in sentences that its figures and verdicts bear out.</summary>
/// <param name="Title">The one sentence on top of a page.</param>
/// <param name="Message">Up to three sentences that go on from it: how it stands, where it breaks down, what has changed.</param>
public sealed record Headline(string Title, IReadOnlyList<string> Message)
{
    /// <param name="sentences">Null: nothing to say; what the title says is not said again.</param>
    internal static Headline Of(string title, params IEnumerable<string?> sentences) =>
        new(title, [.. sentences.OfType<string>().Where(sentence => sentence != title)]);
}
