using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Reports.Pdf;
using Survey.Reports.Sections;
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
        await WriteAsync("organisation-long", await Printed.Reports.PrintAsync(SampleOrganisation.Make(20, longNames: true), english, CancellationToken.None));
        await WriteAsync("unit", await Printed.Reports.PrintAsync(SampleOrganisation.MakeUnit(), english, CancellationToken.None));
    }

    [TestCase("en", 360, ColorScheme.Light)]
    [TestCase("en", 1440, ColorScheme.Light)]
    [TestCase("en", 1440, ColorScheme.Dark)]
    [TestCase("fr", 360, ColorScheme.Dark)]
    public async Task OnAScreen(string language, int width, ColorScheme scheme)
    {
        var page = await Browser.NewPageAsync(javaScript: false, width: width, scheme: scheme);
        await page.SetContentAsync((await Printed.HtmlAsync(Sample("typical"), language)).Replace(PageFrame.OnlyOnPaper, "", StringComparison.Ordinal));
        await page.PictureAsync(Path.Combine(Folder, $"screen-{language}-{width}-{scheme}.png"));
        await page.Context.CloseAsync();
    }

    private static RelationshipReport Sample(string name) => name switch
    {
        "long" => SampleReport.Make(steps: 12, waves: 12, longNames: true),
        "two-steps" => SampleReport.Make(steps: 2, waves: 1, answers: 130, comments: false),
        "small" => SampleReport.Make(steps: 4, waves: 2, answers: 7),
        "hidden" => SampleReport.Make(hidden: true, comments: false),
        "history" => SampleReport.Make(steps: 0, waves: 6, answers: 4123, imported: true),
        _ => SampleReport.Make(),
    };

    private static Task WriteAsync(string name, byte[] pdf) => File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.pdf"), pdf);
}
