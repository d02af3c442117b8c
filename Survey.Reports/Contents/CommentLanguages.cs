using Survey.Db.Languages;

namespace Survey.Reports.Contents;

/// <summary>The order in which the languages of comments stand: that of the forms, then the unknown one of imported history.</summary>
public static class CommentLanguages
{
    public static int Place(string language) =>
        Language.Codes.Index().Where(one => one.Item == language).Select(one => one.Index).FirstOrDefault(Language.Codes.Count);
}
