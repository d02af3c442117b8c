using System.Text;
using Survey.Db.Languages;
using Survey.Reports.News;

namespace Survey.Reports.Letters;

/// <summary>"Results are there", for a lead or HR. Holds one shown figure; all others stand behind sign-in (rule E4).</summary>
/// <param name="Link">To the service, or to all reports.</param>
public sealed record ResultsLetter(
    Language Language,
    string PersonName,
    ResultsNews News,
    string Link,
    string ReportsLink,
    string SettingsLink
)
{
    /// <summary>In pixels. Narrow, so that its words can be read on a phone.</summary>
    public const int PictureWidth = 480;

    /// <summary>The PDF goes with the mail.</summary>
    public bool HasFile { get; init; }

    public string Subject => Language.Format($"letters.results.subject.{(News.Kind == NewsKind.Good ? "good" : "usual")}", Wave);

    public string Introduction =>
        Language.Format($"letters.results.intro.{News.Kind.ToString().ToLowerInvariant()}", Language.DayOn(News.Wave.ClosedOn));

    public string Button => Language[News.Code is null ? "letters.results.all" : "letters.results.button"];

    /// <summary>Null: the reader cannot take it up.</summary>
    public string? Act => News is { Kind: NewsKind.Concern, MayAct: true } ? Language["letters.results.act"] : null;

    /// <summary>Says what the picture shows. Null: there is no picture.</summary>
    public string? PictureText => News.Chart is { } chart ? $"{chart.Title}. {chart.Drawing.Description}" : null;

    public string PlainText
    {
        get
        {
            var text = new StringBuilder();
            string?[] paragraphs =
            [
                Language.Format("letters.greeting", PersonName),
                Introduction,
                News.Title,
                News.Sentence,
                News.Figure,
                PictureText,
                Act,
                HasFile ? Language["letters.results.file"] : null,
                $"{Button}:\n{Link}",
                News.Code is null ? null : $"{Language["letters.results.all"]}:\n{ReportsLink}",
                "--",
                Language["letters.results.why"],
            ];
            text.AppendJoin("\n\n", paragraphs.OfType<string>());
            return text.Append("\n\n")
                .Append(Language["letters.cases.settings"])
                .Append(":\n")
                .Append(SettingsLink)
                .Append('\n')
                .ToString();
        }
    }

    private string Wave => News.Wave.Name.In(Language);
}
