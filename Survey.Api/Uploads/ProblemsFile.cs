using System.Text;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Uploads;

namespace Survey.Api.Uploads;

/// <summary>line, column, problem: begins with a byte order mark, so that a spreadsheet reads it as UTF-8.</summary>
internal static class ProblemsFile
{
    private const char ByteOrderMark = '\uFEFF';

    public static string Write(Language language, StoredUpload upload, UploadDifference difference)
    {
        var text = new StringBuilder().Append(ByteOrderMark);
        Row(text, language["upload.line"], language["upload.column"], language["upload.problem"]);
        foreach (var problem in difference.Problems.Concat(difference.Warnings))
        {
            Row(text, problem.Line?.ToString(language.Culture) ?? "", Column(language, upload, problem), problem.Sentence.In(language));
        }
        return text.ToString();
    }

    private static string Column(Language language, StoredUpload upload, Problem problem) =>
        string.IsNullOrEmpty(problem.Place) ? "" : UploadWords.Field(language, upload.Kind, problem.Place);

    private static void Row(StringBuilder text, params IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    /// <summary>A cell that begins like a formula gets an apostrophe: it repeats what somebody wrote into a file.</summary>
    private static string Quoted(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@', ..] ? "'" + cell : cell;
        return '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
