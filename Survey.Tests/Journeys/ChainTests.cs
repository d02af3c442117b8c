using System.Diagnostics;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Words;
using Survey.Tests.Reports;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys;

/// <summary>The whole chain once, with nothing standing in for anything: the built programs, a real mail server, a real browser.</summary>
[Category("Slow")]
public sealed class ChainTests
{
    private static readonly int[] Ratings = [5, 4, 4, 3, 2, 4, 5, 3, 4, 1, 4];

    private ApiServer _api = null!;
    private Organisation _organisation = null!;
    private Postfix _postfix = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _api = await ApiServer.StartAsync();
        _organisation = new Organisation(_api.Test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("SHOP", "ROOT", people: Ratings.Length + 1);
        await _organisation.JourneyAsync("SERVICE", "intake", "waiting");
        await _organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await _organisation.PulseAsync("MONTHLY", firstDate: "2026-03-01");
        _postfix = Postfix.Start();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _postfix.Dispose();
        await _api.DisposeAsync();
    }

    [Test]
    public async Task From_the_plan_to_the_printed_figure()
    {
        Assert.That(await OnceAsync("2026-03-02T09:00:00+02:00"), Does.Contain("\"planned\":1,\"opened\":1,\"sent\":12"));
        var mails = await _postfix.DeliveredAsync(12);
        Assert.That(mails, Has.Count.EqualTo(12));

        _api.Clock.Now = new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.FromHours(2));
        foreach (var (rating, mail) in Ratings.Zip(mails))
        {
            await mail.AnswerAsync("IT-SHOP", rating, waiting: 2, $"What I would change, {rating} stars or not");
        }

        Assert.That(await OnceAsync("2026-03-09T09:15:00+02:00"), Does.Contain("\"closed\":1,\"sealed\":1"));
        var pdf = await ReportAsync();

        var text = await Printed.TextAsync(pdf);
        var (figure, answers) = await FigureAsync();
        var words = new FigureWords(Language.Of("en"));
        Assert.That(answers, Is.EqualTo(11), "moved, but none lost");
        Assert.That(text, Does.Contain(words.Value(figure)).And.Contain(words.AnswerCount(figure)).And.Contain(words.Interval(figure)));
        Assert.That(text, Does.Contain("What I would change, 5 stars or not"));
    }

    /// <summary>The published overall rating, and the number of answers behind it.</summary>
    private async Task<(PublishedFigure Figure, double Answers)> FigureAsync()
    {
        await using var connection = await _api.Test.Database.OpenAsync();
        var results = await ResultReading.RelationshipsAsync(
            connection,
            await connection.OneAsync<long>("select id from wave", null, default),
            _ => true,
            default
        );
        return (
            results.Single().Overall!,
            await connection.OneAsync<double>(
                """
                select histogram.n from blurred_histogram histogram join publication_cell cell on cell.id = cell_id
                where item = 'overall' and cell.kind = 'relationship'
                """,
                null,
                default
            )
        );
    }

    private async Task<string> OnceAsync(string at)
    {
        var (exit, output, error) = await SchedulerProcess.RunAsync(
            _api.Test,
            ["once", "--at", at],
            ("Site__TokenKey", ApiServer.TokenKeySetting),
            ("Site__BaseUrl", _api.Address.ToString()),
            ("Mail__Directory", ""),
            ("Mail__Host", "localhost"),
            ("Mail__Port", $"{_postfix.StartTlsPort}"),
            ("Mail__Security", "StartTls"),
            ("Mail__User", "survey@survey.example"),
            ("Mail__Password", "right"),
            ("Mail__From", "survey@survey.example"),
            ("SSL_CERT_FILE", _postfix.AuthorityFile)
        );
        Assert.That(exit, Is.Zero, error);
        return output;
    }

    private async Task<byte[]> ReportAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.pdf");
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Survey.Reports.dll"), "report", "--scope", "relationship:IT-SHOP", "--out", file]
        )
        {
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__Survey"] = _api.Test.ConnectionString },
        };
        using var report = Process.Start(start)!;
        var error = await report.StandardError.ReadToEndAsync();
        await report.WaitForExitAsync();
        Assert.That(report.ExitCode, Is.Zero, error);
        var pdf = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return pdf;
    }
}
