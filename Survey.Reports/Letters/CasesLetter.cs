using System.Text;
using Survey.Db.Languages;

namespace Survey.Reports.Letters;

/// <summary>Reminders of cases and of missed promises, the most urgent first. Holds no figure (rule E4).</summary>
/// <param name="Points">At least one.</param>
public sealed record CasesLetter(
    Language Language,
    string PersonName,
    IReadOnlyList<CasePoint> Points,
    string CasesLink,
    string SettingsLink
)
{
    /// <summary>More are counted: HR may have many.</summary>
    public const int MostPoints = 20;

    public string Subject => Points[0].Subject;

    public string Introduction => Language.Count("letters.cases.intro", Points.Count);

    public IEnumerable<CasePoint> Shown => Points.Take(MostPoints);

    /// <summary>Null: all are shown.</summary>
    public string? More => Points.Count > MostPoints ? Language.Count("letters.cases.more", Points.Count - MostPoints) : null;

    public string PlainText
    {
        get
        {
            var text = new StringBuilder();
            string?[] paragraphs =
            [
                Language.Format("letters.greeting", PersonName),
                Introduction,
                .. Shown.Select(point => point.PlainText),
                More,
                $"{Language["letters.cases.all"]}:\n{CasesLink}",
                "--",
                Language["letters.cases.why"],
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
}
