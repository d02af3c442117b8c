using System.CommandLine;
using System.CommandLine.Parsing;
using Survey.Db.Languages;

namespace Survey.Reports;

/// <summary>Arguments of <c>Survey.Reports report</c>. A null wave is the latest one.</summary>
/// <param name="Kind">organisation (then Code is null), unit or relationship.</param>
/// <param name="All">A folder for one PDF per relationship; then Out is null.</param>
public sealed record ReportArguments(string Kind, string? Code, string? Wave, Language Language, string? Out, string? All)
{
    private static readonly Option<string> ScopeOption = ReportOptions.Scope("What the report is about", required: false);
    private static readonly Option<string> OutOption = ReportOptions.Out([".pdf", ".csv"], required: false);

    private static readonly Option<string> AllOption = new("--all")
    {
        HelpName = "DIR",
        Description = "A folder for one PDF of each relationship of the wave",
    };

    internal static void Declare(Command report)
    {
        report.Add(ScopeOption);
        report.Add(AllOption);
        report.Add(OutOption);
        ReportOptions.Add(report);
        report.Validators.Add(Check);
    }

    /// <param name="parsed">Without errors.</param>
    internal static ReportArguments Of(ParseResult parsed)
    {
        var (kind, code) = ReportOptions.ParseScope(parsed.GetValue(ScopeOption) ?? "organisation")!.Value;
        return new ReportArguments(
            kind,
            code,
            ReportOptions.WaveOf(parsed),
            ReportOptions.LanguageOf(parsed),
            parsed.GetValue(OutOption),
            parsed.GetValue(AllOption)
        );
    }

    private static void Check(CommandResult given)
    {
        var (scope, all, file) = (given.GetResult(ScopeOption), given.GetResult(AllOption), given.GetResult(OutOption));
        if (all is null && scope is null)
        {
            given.AddError("Option '--scope' is required.");
        }
        else if ((all is null) == (file is null))
        {
            given.AddError("Give either --out FILE.pdf, --out FILE.csv or --all DIR.");
        }
        else if (all is not null && scope is { Tokens: [{ Value: not "organisation" }] })
        {
            given.AddError("--all writes every relationship of the wave: leave --scope out.");
        }
    }
}
