using System.CommandLine;
using System.CommandLine.Parsing;
using Survey.Db.Languages;
using Survey.Reports.Contents;

namespace Survey.Reports.ChartFiles;

/// <summary>Arguments of <c>Survey.Reports chart</c>. A null wave is the latest one.</summary>
/// <param name="Chart">Its name as in the address of a chart, the step's code included.</param>
/// <param name="FileKind">svg, png or csv.</param>
public sealed record ChartArguments(ReportScope Scope, string? Wave, string Chart, Language Language, string Out, string FileKind)
{
    private static readonly Option<string> ScopeOption = ReportOptions.Scope("Whose chart", required: true);
    private static readonly Option<string> OutOption = ReportOptions.Out([".svg", ".png", ".csv"], required: true);

    private static readonly Option<string> ChartOption = new("--chart")
    {
        HelpName = "CHART",
        Description = "The name of the chart; see below",
        Required = true,
    };

    private static readonly Option<string> StepOption = new("--step")
    {
        HelpName = "CODE",
        Description = "One step, with --chart steps and --chart trend",
    };

    internal static void Declare(Command chart)
    {
        chart.Add(ScopeOption);
        chart.Add(ChartOption);
        chart.Add(StepOption);
        chart.Add(OutOption);
        ReportOptions.Add(chart);
        chart.Validators.Add(Check);
    }

    /// <param name="parsed">Without errors.</param>
    internal static ChartArguments Of(ParseResult parsed)
    {
        var (chart, step) = (parsed.GetRequiredValue(ChartOption), parsed.GetValue(StepOption));
        var file = parsed.GetRequiredValue(OutOption);
        return new ChartArguments(
            ReportScope.Parse(parsed.GetRequiredValue(ScopeOption))!,
            ReportOptions.WaveOf(parsed),
            step is null ? chart : $"{chart}-{step}",
            ReportOptions.LanguageOf(parsed),
            file,
            Path.GetExtension(file).TrimStart('.').ToLowerInvariant()
        );
    }

    private static void Check(CommandResult given)
    {
        if (given.GetResult(StepOption) is not null && given.GetResult(ChartOption) is not { Tokens: [{ Value: "steps" or "trend" }] })
        {
            given.AddError("--step goes with --chart steps and --chart trend.");
        }
    }
}
