using Survey.Db.Languages;

namespace Survey.Db;

/// <summary>Why input is refused, or what to look at in it.</summary>
/// <param name="Line">Of the file; null: the input has no lines.</param>
/// <param name="Place">A column, field or member; empty: the whole file; null: the whole line or the whole request.</param>
public sealed record Problem(int? Line, string? Place, Sentence Sentence)
{
    public string In(Language language) => Located.In(language);

    /// <summary>In English, for the command line.</summary>
    public override string ToString() => Located.ToString();

    private Sentence Located => Line is { } line ? new Sentence("problems.line", line, Placed) : Placed;

    private Sentence Placed =>
        Place switch
        {
            null => Sentence,
            "" => new Sentence("problems.colon", new Sentence("problems.file"), Sentence),
            _ => new Sentence("problems.colon", Place, Sentence),
        };
}
