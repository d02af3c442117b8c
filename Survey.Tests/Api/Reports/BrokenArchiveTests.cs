using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Survey.Api.Reports;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Reports;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Reports;

/// <summary>The ZIP of all reports when printing fails, and when the reader goes away.</summary>
public sealed class BrokenArchiveTests
{
    private TestDatabase _test = null!;
    private WaveReports _reports = null!;

    [OneTimeSetUp]
    public async Task SealAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        await PublishedWave.SealAsync(new Organisation(_test.Database), "W1", new DateOnly(2026, 1, 1));
        await using var connection = await _test.Database.OpenAsync();
        var wave = (await SealedWaves.ListAsync(connection, default)).Single();
        _reports = await WaveReports.LoadAsync(connection, ReportCommand.Operator, wave, default);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task A_report_that_cannot_be_printed_is_named_and_the_others_are_there()
    {
        using var body = new MemoryStream();
        await WriteAsync(body, new CountingPrinter(Broken: [2, 4]), default);
        using var archive = new ZipArchive(body);
        var paths = _reports.Scopes.Select(scope => _reports.PathOf(scope, Language.Of("en"))).ToList();
        using var note = new StreamReader(await archive.GetEntry("missing-reports.txt")!.OpenAsync());

        Assert.That(
            archive.Entries.Select(entry => entry.FullName),
            Is.EqualTo(paths.Where((_, index) => index is not (1 or 3)).Append("missing-reports.txt"))
        );
        Assert.That(
            (await note.ReadToEndAsync()).Split("\r\n").Skip(2),
            Is.EqualTo(new[] { $"{paths[1]}: could not be printed", $"{paths[3]}: could not be printed", "" })
        );
    }

    [Test]
    public async Task Nothing_is_printed_any_more_after_three_failures_in_a_row()
    {
        var printer = new CountingPrinter(Broken: [1, 3, 4, 5]);
        using var body = new MemoryStream();
        await WriteAsync(body, printer, default);
        using var archive = new ZipArchive(body);

        Assert.That(_reports.Scopes, Has.Count.GreaterThan(5));
        Assert.That(printer.Prints, Is.EqualTo(5));
        Assert.That(archive.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void Nothing_is_printed_any_more_when_the_reader_has_gone()
    {
        using var reader = new CancellationTokenSource();
        var printer = new CountingPrinter(Broken: [])
        {
            After = prints =>
            {
                if (prints == 2)
                {
                    reader.Cancel();
                }
            },
        };

        Assert.That(() => WriteAsync(new MemoryStream(), printer, reader.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(printer.Prints, Is.EqualTo(2));
    }

    private Task WriteAsync(Stream body, IPdfPrinter printer, CancellationToken ct) =>
        new ReportArchive(
            _test.Database,
            new ReportPrinter(printer, Options.Create(new SiteOptions()), NullLoggerFactory.Instance),
            TimeProvider.System,
            NullLogger<ReportArchive>.Instance
        ).WriteAsync(body, _reports, ReportCommand.Operator, Language.Of("en"), ct);

    /// <param name="Broken">The prints that fail, counted from 1.</param>
    private sealed record CountingPrinter(int[] Broken) : IPdfPrinter
    {
        public int Prints { get; private set; }

        public Action<int> After { get; init; } = _ => { };

        public Task<byte[]> PrintAsync(string html, CancellationToken ct)
        {
            Prints++;
            After(Prints);
            return Broken.Contains(Prints) ? throw new PrintingException("Chromium failed twice.") : Task.FromResult(new byte[100]);
        }
    }
}
