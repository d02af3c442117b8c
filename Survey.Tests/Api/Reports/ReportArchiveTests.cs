using System.IO.Compression;
using System.Net;
using Survey.Tests.Reports;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Reports;

/// <summary>The ZIP of all reports as a browser gets it.</summary>
public sealed class ReportArchiveTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        // A unit and a service may have the same code.
        await organisation.RelationshipAsync("IT", "IT", "SALES");
        await organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr1@example.org", "hr", true)]
    [TestCase("it1@example.org", null, false)]
    public async Task It_holds_each_report_that_the_page_offers_to_the_reader(string email, string? role, bool organisation)
    {
        var page = await _server.PageAsync(email, "/reports?wave=W1&language=pl", role);
        var offered = page.QuerySelectorAll(".report-links a[href$='.pdf']").Select(link => Path(link.GetAttribute("href")!)).ToList();
        var address = page.QuerySelector(".report-archive a[lang='pl']")!.GetAttribute("href")!;
        using var client = await _server.ClientOfAsync(email);
        using var response = await client.GetAsync(address);
        using var archive = await OpenAsync(response);

        Assert.That(archive.Entries.Select(entry => entry.FullName), Is.EquivalentTo(offered));
        Assert.That(offered, Does.Contain("units/IT-W1-pl.pdf").And.Contain("relationships/IT-W1-pl.pdf"));
        Assert.That(offered.Contains("organisation-W1-pl.pdf"), Is.EqualTo(organisation));
        Assert.That(offered.Contains("relationships/HR-SALES-W1-pl.pdf"), Is.EqualTo(organisation));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/zip"));
        Assert.That(response.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("reports-W1-pl.zip"));
        Assert.That(page.QuerySelector(".report-archive")!.TextContent, Does.Contain($"{offered.Count} raport"));
    }

    [Test]
    public async Task Its_files_are_whole_pdfs_and_other_programs_read_it()
    {
        using var client = await _server.ClientOfAsync("it1@example.org");
        var zip = await client.GetByteArrayAsync("/reports/all/latest/fi.zip");
        using var archive = new ZipArchive(new MemoryStream(zip));
        var entry = archive.GetEntry("relationships/IT-ALL-W2-fi.pdf")!;
        using var pdf = new MemoryStream();
        await using (var content = await entry.OpenAsync())
        {
            await content.CopyToAsync(pdf);
        }

        Assert.That(entry.CompressedLength, Is.EqualTo(entry.Length), "PDFs are compressed already");
        Assert.That(await Printed.TextAsync(pdf.ToArray()), Does.Contain("IT (fi)").And.Contain("Sivu 2/"));
        Assert.That(
            await Printed.AskAsync("python3", zip, "-m", "zipfile", "-t", "FILE"),
            Does.Contain("Done testing").And.Not.Contain("corrupted")
        );
    }

    [TestCase("/reports/all/NONE/en.zip")]
    [TestCase("/reports/all/W1/sv.zip")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");

        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_viewer_gets_one_at_a_time_and_others_meanwhile_theirs()
    {
        using var client = await _server.ClientOfAsync("hr2@example.org", "hr");
        using var lead = await _server.ClientOfAsync("it1@example.org");
        using (await client.GetAsync("/reports/all/W1/en.zip", HttpCompletionOption.ResponseHeadersRead))
        {
            using var second = await client.GetAsync("/reports/all/W2/en.zip");
            using var other = await lead.GetAsync("/reports/all/W1/en.zip", HttpCompletionOption.ResponseHeadersRead);

            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("Your reports are being printed already"));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        // The reader went away, so that the run ends and another may begin.
        await Wait.UntilAsync(async () =>
        {
            using var again = await client.GetAsync("/reports/all/W1/en.zip", HttpCompletionOption.ResponseHeadersRead);
            return again.StatusCode == HttpStatusCode.OK;
        });
    }

    [Test]
    public async Task Without_a_browser_that_prints_it_says_that_every_report_is_missing()
    {
        await using var server = ApiServer.Start(_server.Test, ("Pdf:Chromium", "/nowhere/chromium"));
        using var client = await server.ClientOfAsync("hr1@example.org", "hr");
        using var archive = await OpenAsync(await client.GetAsync("/reports/all/W1/en.zip"));
        using var note = new StreamReader(await archive.Entries.Single().OpenAsync());
        var lines = (await note.ReadToEndAsync()).Split("\r\n");

        Assert.That(archive.Entries.Single().Name, Is.EqualTo("missing-reports.txt"));
        Assert.That(lines, Has.Exactly(3).EndsWith(": could not be printed"));
        Assert.That(lines, Has.Some.EqualTo("relationships/IT-W1-en.pdf: was not tried, because three reports before it failed"));
    }

    /// <summary>Of the address of a single download.</summary>
    private static string Path(string address) =>
        address.Split('/')[2..] switch
        {
            ["organisation", var wave, var file] => $"organisation-{wave}-{file}",
            [var kind, var code, var wave, var file] => $"{kind}s/{code}-{wave}-{file}",
            _ => address,
        };

    private static async Task<ZipArchive> OpenAsync(HttpResponseMessage response) =>
        new(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
}
