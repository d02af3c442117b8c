using Survey.Db.Languages;

namespace Survey.Reports.Contents;

/// <summary>Languages of comments: those of the forms, in their order, then the unknown one of imported history.</summary>
public static class CommentLanguages
{
    private const string Unknown = "und";

    public static int Place(string code) =>
        Language.Codes.Index().Where(one => one.Item == code).Select(one => one.Index).FirstOrDefault(Language.Codes.Count);

    /// <summary>In the reader's language.</summary>
    public static string Name(this Language language, string code) =>
        language[$"languages.{(Language.Codes.Contains(code) ? code : Unknown)}"];
}
