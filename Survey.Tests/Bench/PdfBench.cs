using System.Diagnostics;
using Survey.Db.Languages;
using Survey.Db.Responses;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Tests.Reports;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// A relationship's report of six steps, 12 waves, 12 customer units and 60 comments, from the database to the bytes. Each run prints
/// another wave or language.
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class PdfBench
{
    private const int Waves = 12;
    private const int Prints = 120;

    [Test]
    public async Task Pdf()
    {
        await using var test = await TestDatabase.CreateAsync();
        await FillAsync(new Organisation(test.Database));
        var cold = new[] { await ColdAsync(test), await ColdAsync(test), await ColdAsync(test) }.Order().ElementAt(1);

        var milliseconds = new List<double>();
        var pages = "";
        for (var index = -10; index < Prints; index++)
        {
            var clock = Stopwatch.GetTimestamp();
            var pdf = await PrintAsync(test, $"W{Waves - Math.Abs(index) % 6:00}", Language.Codes[Math.Abs(index) % Language.Codes.Count]);
            if (index >= 0)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }
            pages = index == -10 ? await Printed.AskAsync("pdfinfo", pdf, "FILE") : pages;
        }
        milliseconds.Sort();
        await BenchLine.WriteAsync(
            "pdf",
            ("pages", PageCount(pages)),
            ("p50_ms", milliseconds[Prints / 2]),
            ("p99_ms", milliseconds[Prints * 99 / 100]),
            ("cold_ms", cold)
        );
    }

    private static int PageCount(string facts) =>
        int.Parse(
            facts.Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..],
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static async Task<byte[]> PrintAsync(TestDatabase test, string wave, string language)
    {
        await using var connection = await test.Database.OpenAsync();
        var report = await RelationshipReport.LoadAsync(
            connection,
            Viewer.InRoles("bench", new HeldRole("hr", [])),
            "IT-ALL",
            wave,
            default
        );
        return await Printed.Reports.PrintAsync(report!, Language.Of(language), default);
    }

    /// <returns>Milliseconds from the start of a new program, with a new browser, to the file.</returns>
    private static async Task<double> ColdAsync(TestDatabase test)
    {
        var file = Path.Combine(Path.GetTempPath(), $"survey-{Guid.NewGuid():n}.pdf");
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Survey.Reports.dll"), "report", "--scope", "relationship:IT-ALL", "--out", file]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ConnectionStrings__Survey"] = test.ConnectionString;
        var seconds = await BenchLine.SecondsAsync(async () =>
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.Zero);
        });
        File.Delete(file);
        return seconds * 1000;
    }

    private static async Task FillAsync(Organisation organisation)
    {
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("IT", "ROOT");
        for (var unit = 1; unit <= 12; unit++)
        {
            await organisation.UnitAsync($"U{unit:00}", "ROOT");
        }
        await organisation.JourneyAsync("SERVICE", "intake", "waiting", "information", "quality", "delivery", "follow-up");
        await organisation.RelationshipAsync("IT-ALL", "IT", "ROOT", "department_to_employee");
        for (var wave = 1; wave <= Waves; wave++)
        {
            var id = await PublishedWave.SealAsync(organisation, $"W{wave:00}", new DateOnly(2025, 12, 1).AddMonths(wave));
            await organisation.Database.InTransactionAsync(connection => ResponsePartitions.CreateSealedAsync(connection, id, default));
            await organisation.RunAsync(
                """
                insert into comment (id, wave_id, relationship_id, question, language, text, shown_here)
                select gen_random_uuid(), @id, relationship.id, 'comment', 'en',
                       'The first answer takes days, and nobody tells me whether anybody works on it. Number ' || number || ' says: '
                           || repeat('please write more often. ', number % 5), true
                from relationship, generate_series(1, 60) as number
                """,
                new { id }
            );
        }
    }
}
