using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Reports;
using Survey.Reports.ChartFiles;
using Survey.Reports.Pdf;

var languages = string.Join('|', Language.Codes);
var help = $"""
    Survey.Reports report --scope SCOPE [--wave latest|CODE] [--language {languages}] --out FILE.pdf|FILE.csv
    Survey.Reports report --all DIR     [--wave latest|CODE] [--language {languages}]
    Survey.Reports chart --scope SCOPE --chart CHART [--step CODE] [--wave latest|CODE] [--language {languages}]
                         --out FILE.svg|FILE.png|FILE.csv

    report writes a report of a sealed wave. SCOPE is organisation, unit:CODE or relationship:CODE; "latest" is the wave in that
    scope that closed last. --all writes one PDF per relationship of the wave. Shown is what HR may see.
    In a .csv a response rate that may only be told as a range has no value, but the range in low and high.
    chart writes one chart of such a report: overall, steps, targets, trend, importance or funnel of a relationship (steps and
    trend also of one --step); overall or received of a unit; overall, trend or pairs of the organisation.
    The database is named by ConnectionStrings__Survey, the browser that prints by Pdf__Chromium (else found on PATH).
    """;

if (args is [] or ["--help" or "-h", ..] or [_, "--help" or "-h", ..])
{
    Console.WriteLine(help);
    return args is [] ? 2 : 0;
}
try
{
    var report = args[0] == "report" ? ReportArguments.Read(args[1..]) : null;
    var chart = args[0] == "chart" ? ChartArguments.Read(args[1..]) : null;
    if (report is null && chart is null)
    {
        throw new UsageException($"Unknown command '{args[0]}'.");
    }
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    await using var database = new Database(SettingsRegistration.ConnectionString(configuration));
    if (chart is not null)
    {
        await new ChartCommand(database, Console.Out).RunAsync(chart, CancellationToken.None);
        return 0;
    }
    await using var services = new ServiceCollection().AddLogging().AddReportPrinting(configuration).BuildServiceProvider();
    await new ReportCommand(database, services.GetRequiredService<ReportPrinter>(), Console.Out).RunAsync(report!, CancellationToken.None);
    return 0;
}
catch (UsageException problem)
{
    await Console.Error.WriteLineAsync($"{problem.Message}\n\n{help}");
    return 2;
}
catch (Exception problem)
    when (problem
            is RefusedException
                or SettingException
                or PrintingException
                or NpgsqlException
                or ArgumentException
                or IOException
                or UnauthorizedAccessException
    )
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
