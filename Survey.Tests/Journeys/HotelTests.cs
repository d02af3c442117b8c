using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MiniExcelLibs;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys;

/// <summary>HR of a hotel sets Survey up in the browser, from an empty database to an approved wave.</summary>
[Category("Slow")]
public sealed partial class HotelTests
{
    private const string Hr = "anna.kask@meri.example";
    private const string Zone = "Europe/Tallinn";
    private const int MostClicksAndFields = 120;

    /// <summary>All 80 people but the three of HR, who serve everybody else.</summary>
    private const int Invited = 77;

    private ApiServer _server = null!;
    private CountedVisit _anna = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync();
        // Commands read the real time.
        _server.Clock.Now = DateTimeOffset.UtcNow;
        _anna = new CountedVisit(await Browser.NewPageAsync());
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _anna.Page.Context.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_hotel_of_eighty_people_is_set_up_in_the_browser_with_at_most_120_clicks_and_fields()
    {
        await SignInAsync();
        await NameOrganisationAsync();
        await UploadUnitsAsync();
        await UploadPeopleAsync();
        await BeginServicesAsync();
        await SayWhoServesWhomAsync();
        await PlanPulseAsync();
        await TryFormAsync();
        var opening = await ApproveAsync();

        TestContext.Out.WriteLine($"{_anna.Count} clicks and fields");
        Assert.That(_anna.Count, Is.LessThanOrEqualTo(MostClicksAndFields));
        Assert.That(await OnceAsync(opening), Does.Contain($"\"opened\":1,\"sent\":{Invited}"));
        Assert.That(
            await new Organisation(_server.Test.Database).OneAsync<int>("select count(distinct person_id)::int from invitation"),
            Is.EqualTo(Invited)
        );
    }

    private async Task SignInAsync()
    {
        await RunAsync("migrate");
        await RunAsync("grant", "hr", Hr, "--outsider");
        var link = await RunAsync("sign-in-link", Hr, $"--Site:TokenKey={ApiServer.TokenKeySetting}", $"--Site:BaseUrl={_server.Address}");
        await _anna.Page.GotoAsync(link);
        await _anna.ClickAsync("Sign in");
        await _anna.ClickAsync("Programme");
        await PictureAsync("checklist");
    }

    private async Task NameOrganisationAsync()
    {
        await _anna.ClickAsync("Organisation");
        await _anna.FillAsync("name.en", "Hotell Meri & Mägi");
        await _anna.FillAsync("time_zone", Zone);
        await _anna.FillAsync("controller", "Hotell Meri & Mägi OÜ, Mere pst 1, Tallinn");
        await _anna.FillAsync("contact", $"Anna Kask, {Hr}");
        await _anna.ClickAsync("Save");
        await SaysAsync("Saved.");
    }

    private async Task UploadUnitsAsync()
    {
        await _anna.ClickAsync("Set-up");
        await _anna.ClickAsync("Units");
        await _anna.ClickAsync("Upload a list");
        await _anna.UploadAsync("osakonnad.csv", await File.ReadAllBytesAsync(FileOf("units.csv")));
        await _anna.ClickAsync("Continue");
        await PictureAsync("units");
        await _anna.ClickAsync("Confirm and save");
        await SaysAsync("Saved. New: 11, changed: 0.");
    }

    private async Task UploadPeopleAsync()
    {
        await _anna.ClickAsync("Set-up");
        await _anna.ClickAsync("People");
        await _anna.ClickAsync("Upload a list");
        await _anna.UploadAsync("inimesed.xlsx", Workbook(await File.ReadAllLinesAsync(FileOf("people.csv"))));
        await _anna.TickAsync("scope", "whole");
        await _anna.ClickAsync("Continue");
        await PictureAsync("columns");
        await _anna.ClickAsync("Continue");
        await PictureAsync("people");
        await _anna.ClickAsync("Confirm and save");
        await SaysAsync("Saved. New: 80, changed: 0, leaving: 0.");
    }

    private async Task BeginServicesAsync()
    {
        await _anna.ClickAsync("Kinds of service");
        foreach (var template in (string[])["it_support", "hr_services", "handover", "facilities", "supplier"])
        {
            await _anna.ClickAsync(_anna.Page.Locator($"a[href$='template={template}']"));
            await _anna.ClickAsync("Begin with this template");
            await _anna.ClickAsync("Kinds of service");
        }
        await PictureAsync("services");
    }

    private async Task SayWhoServesWhomAsync()
    {
        await _anna.ClickAsync("Services");
        await TickPairsAsync("Hand-over", "KITCHEN SERVICE");
        await TickPairsAsync("IT support", "IT FRONT", "IT ACC");
        await TickPairsAsync("Facilities", "HOUSE FRONT");
        await TickPairsAsync("Supplier to us", "LAUNDRY HOUSE");
        await PictureAsync("grid");
        await _anna.TickAsync("provider", "HR");
        await _anna.ChooseAsync("#journey", "HR services");
        await _anna.ClickAsync("Add these services");
        await SaysAsync("The chosen units serve everybody.");
    }

    private async Task TickPairsAsync(string journey, params string[] pairs)
    {
        await _anna.ChooseAsync("#grid-journey", journey);
        await _anna.ClickAsync("Show");
        foreach (var pair in pairs)
        {
            await _anna.TickAsync("cell", pair);
        }
        await _anna.ClickAsync("Save services");
        await SaysAsync("Saved.");
    }

    private async Task PlanPulseAsync()
    {
        await _anna.ClickAsync("Pulses");
        await _anna.ClickAsync("New pulse");
        await _anna.FillAsync("name.en", "Quarterly");
        await _anna.ClickAsync("See what changes");
        await PictureAsync("pulse");
        await _anna.ClickAsync("Yes, save it");
        await SaysAsync("The pulse is saved.");
    }

    private async Task TryFormAsync()
    {
        await _anna.ClickAsync("Programme");
        await _anna.ClickAsync("Kinds of service");
        await _anna.ClickAsync("HR services");
        await _anna.ClickAsync("Try the form");
        var form = _anna.Page.FrameLocator("iframe.phone");
        var overall = form.Locator("label:has(input[name='hr_services.overall'][value='4'])");
        await overall.WaitForAsync();
        await _anna.Page.WaitForTimeoutAsync(1_100);
        await _anna.ClickAsync(overall);
        await _anna.ClickAsync(form.Locator(".respond-send button[type=submit]"));
        await form.GetByText("Your answers have arrived.").WaitForAsync();
    }

    /// <returns>The instant at which the wave opens.</returns>
    private async Task<DateTimeOffset> ApproveAsync()
    {
        await _anna.ClickAsync("Programme");
        await _anna.ClickAsync("Approve the first wave");
        await _anna.ClickAsync(_anna.Page.Locator(".timeline a").First);
        await PictureAsync("wave");
        await _anna.ClickAsync(_anna.Page.Locator("button:text-is('Approve')"));
        var day = WaveDay().Match(_anna.Page.Url).Groups[1].Value;
        await _anna.ClickAsync("Programme");
        await PictureAsync("approved");
        Assert.That(await _anna.Page.Locator("main").InnerTextAsync(), Does.Contain("approved"));
        var opening = DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddHours(9);
        return new DateTimeOffset(opening, TimeZoneInfo.FindSystemTimeZoneById(Zone).GetUtcOffset(opening));
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var run = await CommandRun.OnAsync(_server.Test.ConnectionString, args);
        Assert.That(run.Error, Is.Empty);
        return run.Output;
    }

    private async Task<string> OnceAsync(DateTimeOffset at)
    {
        var (exit, output, error) = await SchedulerProcess.RunAsync(
            _server.Test,
            ["once", "--at", at.ToString("O", CultureInfo.InvariantCulture)]
        );
        Assert.That(exit, Is.Zero, error);
        return output;
    }

    private Task SaysAsync(string text) =>
        _anna.Page.Locator("main [role=status]").Filter(new() { HasTextString = text }).First.WaitForAsync();

    private Task PictureAsync(string name) => _anna.Page.PictureAsync($"hotel-{name}");

    private static string FileOf(string name) => Path.Combine(Repository.Root, "Survey.Tests", "Journeys", "Hotel", name);

    /// <summary>As HR programs write it: a title, an empty row, dates as numbers.</summary>
    private static byte[] Workbook(string[] lines)
    {
        var rows = new List<string?[]> { new[] { "Hotell Meri & Mägi: töötajad" }, Array.Empty<string?>() }
            .Concat(lines.Select(line => (string?[])line.Split(',')))
            .Select(cells => Enumerable.Range(0, 5).ToDictionary(index => $"c{index}", index => Cell(cells.ElementAtOrDefault(index))));
        using var file = new MemoryStream();
        file.SaveAs(rows, printHeader: false);
        return file.ToArray();
    }

    private static object? Cell(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToOADate() : text;

    [GeneratedRegex(@"(\d{4}-\d\d-\d\d)")]
    private static partial Regex WaveDay();
}
