using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Settings;
using Survey.Reports.ChartFiles;
using Survey.Reports.Pdf;

namespace Survey.Reports;

internal static class ReportsCommandLine
{
    public static CommandRunner Runner() => new(Program, Sentence);

    private static ExplainedCommand Program()
    {
        var program = ExplainedCommand.Program(
            "Survey.Reports",
            "Writes reports and charts of sealed waves to files. Shown is what HR may see.",
            """
            Examples:
              Survey.Reports report --scope organisation --out report.pdf
              Survey.Reports report --all reports --language fi
              Survey.Reports chart --scope relationship:IT-ALL --chart trend --out trend.svg

            The database is named by ConnectionStrings__Survey, the browser that prints by Pdf__Chromium (else found on PATH).
            Exit status: 0 done, 1 refused with the reasons on standard error, 2 wrong usage.
            """
        );
        program.Add(Report());
        program.Add(Chart());
        return program;
    }

    private static ExplainedCommand Report()
    {
        var report = new ExplainedCommand(
            "report",
            "writes a report of a sealed wave",
            """
            Give either --out or --all. An --all that was interrupted goes on where it stopped.
            In a .csv a response rate that may only be told as a range has no value, but the range in low and high.
            """
        )
        {
            EndsWithin = ReportOptions.EndsWithin,
        };
        ReportArguments.Declare(report);
        report.SetAction(
            async (parsed, ct) =>
            {
                var configuration = CommandSettings.Load(CommandSettings.Of(parsed));
                await using var database = new Database(SettingsRegistration.ConnectionString(configuration));
                await using var services = new ServiceCollection().AddLogging().AddReportPrinting(configuration).BuildServiceProvider();
                var printer = services.GetRequiredService<ReportPrinter>();
                await new ReportCommand(database, printer, parsed.InvocationConfiguration.Output).RunAsync(ReportArguments.Of(parsed), ct);
            }
        );
        return report;
    }

    private static ExplainedCommand Chart()
    {
        var chart = new ExplainedCommand(
            "chart",
            "writes one chart of a report",
            """
            Charts of a relationship: overall, steps, targets, trend, importance, funnel (steps and trend also of one --step);
            of a unit: overall, received; of the organisation: overall, trend, pairs.
            """
        )
        {
            EndsWithin = ReportOptions.EndsWithin,
        };
        ChartArguments.Declare(chart);
        chart.SetAction(
            async (parsed, ct) =>
            {
                var configuration = CommandSettings.Load(CommandSettings.Of(parsed));
                await using var database = new Database(SettingsRegistration.ConnectionString(configuration));
                await new ChartCommand(database, parsed.InvocationConfiguration.Output).RunAsync(ChartArguments.Of(parsed), ct);
            }
        );
        return chart;
    }

    private static string? Sentence(Exception problem) =>
        problem switch
        {
            PrintingException or NpgsqlException or ArgumentException or IOException or UnauthorizedAccessException => problem.Message,
            OperationCanceledException => "Interrupted; the files that were written stay.",
            _ => null,
        };
}
