using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Look;
using Survey.Reports.Sections.Relationship;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>Writes every sort of report as PDF and as picture into the folder that SURVEY_PICTURES names, for people to look at.</summary>
[Explicit("Makes pictures to look at; set SURVEY_PICTURES to a folder.")]
public sealed class PicturesOfReports
{
    private static string Folder => Environment.GetEnvironmentVariable("SURVEY_PICTURES") ?? Path.GetTempPath();

    [TestCase("typical", "en")]
    [TestCase("typical", "fi")]
    [TestCase("typical", "et")]
    [TestCase("typical", "pl")]
    [TestCase("typical", "fr")]
    [TestCase("long", "en")]
    [TestCase("two-steps", "en")]
    [TestCase("small", "en")]
    [TestCase("hidden", "en")]
    [TestCase("history", "en")]
    public async Task OfARelationship(string name, string language)
    {
        var pdf = await Printed.Reports.PrintAsync(Sample(name), Language.Of(language), CancellationToken.None);
        await WriteAsync($"{name}-{language}", pdf);
    }

    [Test]
    public async Task OfTheOrganisationAndAUnit()
    {
        var english = Language.Of("en");
        await WriteAsync("organisation", await Printed.Reports.PrintAsync(SampleOrganisation.Make(), english, CancellationToken.None));
        await WriteAsync(
            "organisation-long",
            await Printed.Reports.PrintAsync(SampleOrganisation.Make(20, longNames: true), english, CancellationToken.None)
        );
        await WriteAsync("unit", await Printed.Reports.PrintAsync(SampleOrganisation.MakeUnit(), english, CancellationToken.None));
    }

    [TestCase("typical", "en", 360, ColorScheme.Light)]
    [TestCase("typical", "en", 1440, ColorScheme.Light)]
    [TestCase("typical", "en", 1440, ColorScheme.Dark)]
    [TestCase("typical", "fr", 360, ColorScheme.Dark)]
    [TestCase("long", "pl", 360, ColorScheme.Light)]
    [TestCase("long", "pl", 1440, ColorScheme.Light)]
    [TestCase("40-waves", "en", 360, ColorScheme.Light)]
    [TestCase("40-waves", "en", 1440, ColorScheme.Dark)]
    [TestCase("small", "en", 360, ColorScheme.Light)]
    [TestCase("small", "en", 1440, ColorScheme.Light)]
    [TestCase("hidden", "fi", 360, ColorScheme.Light)]
    public async Task OnAScreen(string name, string language, int width, ColorScheme scheme)
    {
        var page = await Browser.NewPageAsync(javaScript: false, width: width, scheme: scheme);
        await page.SetContentAsync(await PageAsync(Sample(name), language));
        await page.PictureAsync($"screen-{name}-{language}-{width}-{scheme}");
        await page.Context.CloseAsync();
    }

    [TestCase("typical", "en")]
    [TestCase("long", "pl")]
    [TestCase("40-waves", "fr")]
    [TestCase("small", "fi")]
    [TestCase("hidden", "et")]
    public async Task OfChartsByThemselves(string name, string language)
    {
        var charts = new RelationshipCharts(Sample(name), new Reader(Language.Of(language), Printing: true));
        foreach (var chart in new[] { "overall", "steps", "steps-step2", "targets", "trend", "trend-step2", "importance", "funnel" })
        {
            if (charts.Find(chart) is { } found)
            {
                await File.WriteAllBytesAsync(Path.Combine(Folder, $"chart-{name}-{chart}.png"), found.Make("png"));
                await File.WriteAllBytesAsync(Path.Combine(Folder, $"chart-{name}-{chart}.svg"), found.Make("svg"));
            }
        }
        var organisation = new OrganisationCharts(
            SampleOrganisation.Make(12, name == "long"),
            new Reader(Language.Of(language), Printing: true)
        );
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"chart-{name}-pairs.png"), organisation.Find("pairs")!.Make("png"));
    }

    internal static RelationshipReport Sample(string name) =>
        name switch
        {
            "long" => WithFound(SampleReport.Make(steps: 12, waves: 12, longNames: true, verdicts: Verdicts(12))),
            "40-waves" => WithFound(SampleReport.Make(waves: 40, verdicts: Verdicts(5))),
            "two-steps" => SampleReport.Make(steps: 2, waves: 1, answers: 130, comments: false),
            "small" => SampleReport.Make(steps: 4, waves: 2, answers: 7),
            "hidden" => SampleReport.Make(hidden: true, comments: false),
            "history" => SampleReport.Make(steps: 0, waves: 6, answers: 4123, imported: true),
            _ => WithFound(SampleReport.Make(verdicts: Verdicts(5))),
        };

    internal static async Task<string> PageAsync(RelationshipReport report, string language)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(RelationshipReportView.Report)] = report,
                [nameof(RelationshipReportView.Reader)] = new Reader(Language.Of(language), Printing: false),
            }
        );
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<RelationshipReportView>(parameters)).ToHtmlString()
        );
        return $"""
            <!DOCTYPE html><html lang="{language}"><head><style>{Stylesheet.Text}</style>
            <meta name="viewport" content="width=device-width"></head>
            <body><main class="page">{html}</main></body></html>
            """;
    }

    private static RelationshipReport WithFound(RelationshipReport report) =>
        report with
        {
            Found =
            [
                .. report.Questionnaire.BreakdownPoints.Select(
                    (point, index) =>
                        new PublishedStep(1, point.Code, 40 - index * 3, Math.Max(1, 30 - index * 3), 52 - index * 3, 90 - index * 5)
                ),
            ],
        };

    /// <summary>Distances to the target of which some are close together.</summary>
    private static PublishedVerdict[] Verdicts(int steps) =>
        [
            .. Enumerable
                .Range(0, steps)
                .Where(step => step % 4 != 3)
                .Select(step => new PublishedVerdict(
                    1,
                    $"step{step + 1}",
                    Against.Target,
                    null,
                    step % 3 == 1 ? Verdict.Worse : Verdict.NoChange,
                    step % 3 == 1 ? -0.4 - step * 0.02 : 0.1 + step * 0.05,
                    null,
                    null
                )),
        ];

    private static Task WriteAsync(string name, byte[] pdf) => File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.pdf"), pdf);
}
