using System.CommandLine;
using System.CommandLine.Parsing;
using Survey.Db.Languages;
using Survey.Reports.Contents;

namespace Survey.Reports;

/// <summary>Arguments of <c>Survey.Reports report</c>. A null wave is the latest one.</summary>
/// <param name="All">A folder for the PDFs of all reports of the wave; then Out is null.</param>
public sealed record ReportArguments(ReportScope Scope, string? Wave, Language Language, string? Out, string? All)
{
    private static readonly Option<string> ScopeOption = ReportOptions.Scope("What the report is about", required: false);
    private static readonly Option<string> OutOption = ReportOptions.Out([".pdf", ".csv"], required: false);

    private static readonly Option<string> AllOption = new("--all")
    {
        HelpName = "DIR",
        Description = "A folder for the PDFs of all reports of the wave; those that are there are skipped",
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
    internal static ReportArguments Of(ParseResult parsed) =>
        new(
            parsed.GetValue(ScopeOption) is { } scope ? ReportScope.Parse(scope)! : ReportScope.Organisation,
            ReportOptions.WaveOf(parsed),
            ReportOptions.LanguageOf(parsed),
            parsed.GetValue(OutOption),
            parsed.GetValue(AllOption)
        );

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
            given.AddError("--all writes every report of the wave: leave --scope out.");
        }
    }
}
