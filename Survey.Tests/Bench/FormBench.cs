using System.Diagnostics;
using System.Globalization;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Forms per second over HTTP: three services with five steps each, in five languages, every request with another token.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class FormBench
{
    private const int People = 30_000;
    private const int Connections = 16;

    private static readonly string[] Languages = ["en", "fi", "et", "pl", "fr"];

    [Test]
    public async Task Form()
    {
        await using var test = await TestDatabase.CreateAsync();
        var wave = await OpenAsync(test);
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(
            folder.File("tokens"),
            wave.Invitations.Where(invitation => invitation.Ratings.Count == 3)
                .Select(invitation => ApiServer.TokenKey.Make(TokenPurpose.Respond, invitation.Id))
        );
        using var api = await ApiProcess.StartAsync(test.ConnectionString);

        await LoadAsync(api, folder, seconds: 6);
        var (requests, duration, p50, p99, failed, bytes) = await LoadAsync(api, folder, seconds: 10);

        Assert.That(failed, Is.Zero);
        await BenchLine.WriteAsync(
            "form",
            ("per_second", requests / (duration / 1e6)),
            ("p50_ms", p50 / 1e3),
            ("p99_ms", p99 / 1e3),
            ("bytes", bytes / requests),
            ("memory_mb", api.Megabytes())
        );
    }

    private static async Task<OpenWave> OpenAsync(TestDatabase test)
    {
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.JourneyAsync("SERVICE", "s1", "s2", "s3", "s4", "s5");
        foreach (var unit in new[] { "IT", "HR", "LAW" })
        {
            await organisation.UnitAsync(unit, "ROOT", people: 3);
            await organisation.RelationshipAsync(unit + "-ALL", unit, "ROOT", "department_to_employee");
        }
        await organisation.UnitAsync("ALL", "ROOT");
        foreach (var language in Languages)
        {
            await organisation.PeopleAsync("ALL", People / Languages.Length, language: language);
        }
        await organisation.PulseAsync("P", openDays: 30);
        var wave = await OpenWave.OpenAsync(organisation, "P", DateTimeOffset.UtcNow.AddDays(-1));
        await organisation.RunAsync("analyze person, invitation, invitation_relationship");
        return wave;
    }

    private static async Task<(double Requests, double Duration, double P50, double P99, double Failed, double Bytes)> LoadAsync(
        ApiProcess api,
        TemporaryFolder folder,
        int seconds
    )
    {
        var start = new ProcessStartInfo(
            "wrk",
            [
                "-t2",
                $"-c{Connections}",
                $"-d{seconds}s",
                "-s",
                Path.Combine(Repository.Root, "Survey.Tests", "Bench", "form.lua"),
                api.Address.ToString(),
                "--",
                folder.File("tokens"),
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var figures = output
            .Split('\n')
            .Single(line => line.StartsWith("result ", StringComparison.Ordinal))
            .Split(' ')
            .Skip(1)
            .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))
            .ToArray();
        return (figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
    }
}
