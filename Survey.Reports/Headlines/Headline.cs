namespace Survey.Reports.Headlines;

/// <summary>A title and up to three sentences (rating, where it breaks down, what changed), supported by figures and verdicts.</summary>
public sealed record Headline(string Title, IReadOnlyList<string> Message)
{
    /// <summary>Leaves out null sentences and a repetition of the title.</summary>
    internal static Headline Of(string title, params IEnumerable<string?> sentences) =>
        new(title, [.. sentences.OfType<string>().Where(sentence => sentence != title)]);
}
