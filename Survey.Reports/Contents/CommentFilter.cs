using System.Globalization;
using Survey.Db.Comments;

namespace Survey.Reports.Contents;

/// <summary>Which of the comments that a reader may see are in sight.</summary>
/// <param name="Language">Null: all.</param>
/// <param name="Words">In the text, whatever case and accents; null: any text.</param>
public sealed record CommentFilter(string? Language, string? Words)
{
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    public static CommentFilter None { get; } = new(null, null);

    public bool Takes(ShownComment comment) =>
        (Language is null || comment.Language == Language)
        && (Words is null || comment.Text is { } text && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, Words, Loosely) >= 0);

    /// <summary>As they stand in an address; blank means nothing.</summary>
    public static CommentFilter Of(string? language, string? words) => new(Blank(language), Blank(words));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
