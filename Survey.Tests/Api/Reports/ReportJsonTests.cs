using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Survey.Api.Demo;
using Survey.Api.Relationships;
using Survey.Api.Reports;
using Survey.Api.Units;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Words;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Reports;

/// <summary>The JSON of the demo's last waves says what its pages show, to the same viewers.</summary>
public sealed class ReportJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly Language English = Language.Of("en");
    private static readonly FigureWords Words = new(English);
    private static readonly ChangeWords Change = new(English);

    private TestDatabase _test = null!;
    private ApiServer _server = null!;
    private HttpClient _hr = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await DemoLoader.LoadAsync(_test.Database, TestFigureKey.Key, new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), default);
        await StoreStepsTogetherAsync();
        _server = ApiServer.Start(_test);
        _hr = await _server.ClientOfAsync("hr@example.org", "hr");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _hr.Dispose();
        await _server.DisposeAsync();
        await _test.DisposeAsync();
    }

    [TestCase("IT-ALL")]
    [TestCase("SAL-MKT")]
    [TestCase("PUR-AMB")]
    public async Task A_service(string code)
    {
        var (page, json) = (await PageAsync($"/relationships/{code}"), await JsonAsync<RelationshipJson>($"/api/v1/relationships/{code}"));
        var all = json.Cells.Single(cell => cell.Kind == "relationship");
        var rated = all.Figures.Where(figure => figure is { Kind: "rating", Shown: not "hidden" }).ToList();

        Assert.That(
            Rows(page, English["report.stepsTable"]),
            Is.SupersetOf(rated.Where(_ => rated.Count > 1).Select(figure => Row(figure, rated.Any(one => one.DoesNotApply is not null))))
        );
        Assert.That((json.Drivers.Count, json.Funnel.Count), Is.EqualTo(code == "IT-ALL" ? (5, 5) : (0, 0)));
        Assert.That(
            Rows(page, English["report.drivers.chart"]).Select(row => row.Split(" | ")[0]),
            Is.EqualTo(json.Drivers.Select(driver => Words.Share(driver.Importance, StepImportance.Step)))
        );
        Assert.That(
            Texts(page, ".funnel tbody tr td:nth-child(2)"),
            Is.EqualTo(json.Funnel.Select(step => Words.Share(step.Reached, StepReached.Step)))
        );
        Assert.That(
            Texts(page, ".participation-facts dd"),
            Does.Contain(Words.Rate(new(0, null, null, all.Participation!.ResponseRate, all.Participation.ResponseBand, null)))
        );
        Assert.That(
            Texts(page, ".gap")
                .Count(text =>
                    json.OtherDirections.Any(other =>
                        other.Gap is { } gap
                        && text.Contains(Change.Gap(new(0, 0, gap.Clear, gap.Difference, gap.Low, gap.High)), StringComparison.Ordinal)
                    )
                ),
            Is.EqualTo(json.OtherDirections.Count(other => other.Gap is not null))
        );
        foreach (var slope in json.Slopes.Where(slope => slope.Direction != "none"))
        {
            var sign = slope.Direction == "up" ? "▲" : "▼";
            Assert.That(Texts(page, "tfoot td"), Does.Contain($"{sign}\u00A0{Change.PerYear(slope.PerYear)}"));
        }
        foreach (var comparison in rated.Where(figure => figure.Item == "overall").SelectMany(figure => figure.Comparisons))
        {
            var words = English[$"charts.verdict.{comparison.Against}.{comparison.Called}"];
            Assert.That(
                Texts(page, ".overall-figure .verdict").Any(text => text.EndsWith(words, StringComparison.Ordinal)),
                Is.EqualTo(comparison.Called is "better" or "worse"),
                words
            );
        }
    }

    [Test]
    public async Task What_is_hidden_on_the_page_has_no_figure_in_the_json()
    {
        var json = await JsonAsync<RelationshipJson>("/api/v1/relationships/PUR-AMB");

        Assert.That(
            json.Cells.SelectMany(cell => cell.Figures),
            Is.Not.Empty.And.All.Matches<FigureJson>(figure =>
                figure is { Shown: "hidden", Value: null, N: null, Low: null, Shares: null, Favourable: null, Comparisons.Count: 0 }
            )
        );
        Assert.That((json.Drivers.Count, json.Funnel.Count, json.Cells[0].Participation!.ResponseRate), Is.EqualTo((0, 0, (int?)null)));
    }

    [Test]
    public async Task The_demo_has_something_of_everything()
    {
        var json = await JsonAsync<RelationshipJson>("/api/v1/relationships/IT-ALL");
        var pairs = new List<RelationshipJson>();
        foreach (var code in new[] { "SAL-MKT", "SAL-PRO", "CUS-WAR", "RND-PRO" })
        {
            pairs.Add(await JsonAsync<RelationshipJson>($"/api/v1/relationships/{code}"));
        }

        Assert.That(json.Slopes, Is.Not.Empty);
        Assert.That(
            json.Cells[0].Figures.SelectMany(figure => figure.Comparisons).Select(row => row.Against).Distinct(),
            Is.EquivalentTo(new[] { "before", "year_ago", "target" })
        );
        Assert.That(
            json.Cells[0]
                .Figures.SelectMany(figure => figure.Comparisons)
                .Where(row => row.Against == "before")
                .Select(row => row.Wave)
                .Distinct(),
            Is.EqualTo(new[] { json.Waves[1] })
        );
        Assert.That(pairs.SelectMany(pair => pair.OtherDirections).Select(other => other.Gap), Has.Some.Not.Null);
    }

    [Test]
    public async Task A_unit_and_the_organisation()
    {
        foreach (
            var (address, overall) in new[]
            {
                ("/reports/organisation", (await JsonAsync<OrganisationJson>("/api/v1/organisation")).All),
                ("/units/PRO", (await JsonAsync<UnitJson>("/api/v1/units/PRO")).AsProvider),
                ("/units/SAL", (await JsonAsync<UnitJson>("/api/v1/units/SAL")).AsCustomer),
            }
        )
        {
            var (page, figure) = (await PageAsync(address), Published(overall!.Figures.Single(figure => figure.Item == "overall")));
            Assert.That(Texts(page, ".overall-value strong"), Does.Contain(Words.Value(figure)), address);
            Assert.That(Texts(page, ".overall-charts > p"), Has.Some.Contains(Words.AnswerCount(figure)), address);
            Assert.That(Texts(page, ".overall-figure .sureness"), Has.Some.Contains(Words.Interval(figure)), address);
        }
    }

    [TestCase("/api/v1/organisation", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/units/IT", HttpStatusCode.OK)]
    [TestCase("/api/v1/units/HR", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/units/NGT", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/units/NONE", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/units/IT?wave=NONE", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/relationships/PRO-SAL", HttpStatusCode.NotFound)]
    public async Task A_lead_reads_what_the_lead_s_pages_show(string address, HttpStatusCode status)
    {
        using var lead = await _server.ClientOfAsync("marek.kowalski@northgate.example");
        Assert.That((await lead.GetAsync(address)).StatusCode, Is.EqualTo(status));
    }

    /// <summary>Drivers and the funnel need more complete answers than the demo's 240 people give.</summary>
    private async Task StoreStepsTogetherAsync() =>
        await new Organisation(_test.Database).RunAsync(
            """
            insert into published_step (cell_id, item, importance, importance_low, importance_high, reached)
            select cell_id, item, 5 * row_number() over (order by item), 0, 55, 90 - 10 * row_number() over (order by item)
            from published_figure
            where kind = 'rating' and item <> 'overall' and cell_id = (
                select cell.id
                from publication_cell cell
                join relationship on relationship.id = cell.relationship_id and relationship.code = 'IT-ALL'
                join wave on wave.id = cell.wave_id
                where cell.kind = 'relationship'
                order by wave.closed_at desc
                limit 1)
            """
        );

    private async Task<T> JsonAsync<T>(string address) => JsonSerializer.Deserialize<T>(await _hr.GetStringAsync(address), Web)!;

    private async Task<IDocument> PageAsync(string address) => await Html.ParseAsync(await _hr.GetStringAsync($"{address}?language=en"));

    /// <summary>The cells of each line of a table after its heading.</summary>
    private static List<string> Rows(IDocument page, string caption) =>
        [
            .. page.QuerySelectorAll("table")
                .Where(table => table.QuerySelector("caption")?.TextContent.Trim() == caption)
                .SelectMany(table => table.QuerySelectorAll("tbody tr"))
                .Select(row => string.Join(" | ", row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))),
        ];

    private static List<string> Texts(IDocument page, string selector) =>
        [.. page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim())];

    private static string Row(FigureJson json, bool othersToo)
    {
        var figure = Published(json);
        return string.Join(
            " | ",
            new[]
            {
                Words.Value(figure),
                Words.Interval(figure),
                json.Target is { } target ? Words.Target(target) : "–",
                Words.Answers(figure),
                Words.Favourable(figure),
            }
                .Concat(
                    figure.Shares switch
                    {
                        null => ["–"],
                        { Length: 3 } => Words
                            .Parts(figure)
                            .Select((part, place) => place == 1 ? part.Share : $"{part.Part}: {part.Share}"),
                        _ => Words.Parts(figure).Select(part => part.Share),
                    }
                )
                .Concat(othersToo ? [Words.DoesNotApply(figure)] : [])
        );
    }

    private static PublishedFigure Published(FigureJson json) =>
        new(0, json.Item, EnumText.Parse<FigureKind>(json.Kind), EnumText.Parse<Shown>(json.Shown))
        {
            N =
                json.N == "5 to 9" ? 5
                : json.N is null ? null
                : int.Parse(json.N, System.Globalization.CultureInfo.InvariantCulture),
            Word = json.Word,
            Value = json.Value,
            Step = json.Step,
            Low = json.Low,
            High = json.High,
            Favourable = json.Favourable,
            FavourableLow = json.FavourableLow,
            FavourableHigh = json.FavourableHigh,
            Shares = json.Shares is null ? null : [.. json.Shares],
            ShareStep = json.ShareStep,
            DoesNotApply = json.DoesNotApply,
            Pooled = json.Pooled,
        };
}
