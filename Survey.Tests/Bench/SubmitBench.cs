using System.Globalization;
using Npgsql;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Answers per second over HTTP, compared with pgbench storing the same rows, one transaction per answer.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class SubmitBench
{
    private const int People = 200_000;
    private const int WarmUp = 30_000;
    private const int Connections = 32;
    private const int Seconds = 12;

    [Test]
    public async Task Submit()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("SERVICE", "ROOT", people: 3);
        await organisation.UnitAsync("ALL", "ROOT", people: People);
        await organisation.JourneyAsync("SERVICE", "s1", "s2", "s3", "s4", "s5", "s6", "s7");
        await organisation.RelationshipAsync("SERVICE-ALL", "SERVICE", "ALL");
        await organisation.PulseAsync("P", openDays: 30);
        var wave = await OpenWave.OpenAsync(organisation, "P", DateTimeOffset.UtcNow.AddDays(-1));
        await organisation.RunAsync("analyze person, invitation, invitation_relationship");
        using var folder = new TemporaryFolder();
        var tokens = wave.Invitations.Select(invitation => ApiServer.TokenKey.Make(TokenPurpose.Respond, invitation.Id)).ToArray();
        await File.WriteAllLinesAsync(folder.File("tokens"), tokens);
        using var api = await ApiProcess.StartAsync(test.ConnectionString);

        // Longer than its answers take: in the pause the runtime finishes compiling what the warm-up found hot.
        await LoadAsync(api, folder, "warm-up", 1, WarmUp, 15);
        var (before, used) = (api.Megabytes(), api.ProcessorTime);
        var load = await LoadAsync(api, folder, "load", WarmUp + 1, People - WarmUp, Seconds);
        (var after, used) = (api.Megabytes(), api.ProcessorTime - used);
        var thanked = (string[])[.. Thanked(folder, "warm-up"), .. Thanked(folder, "load")];
        var lost = await LostAsync(organisation, thanked);
        var limit = await LimitAsync(test.ConnectionString, folder, wave);

        var perSecond = Thanked(folder, "load").Length / load.Seconds;
        await BenchLine.WriteAsync(
            "submit",
            ("per_second", perSecond),
            ("limit_per_second", limit),
            ("ratio", perSecond / limit),
            ("p50_ms", load.P50),
            ("p99_ms", load.P99),
            ("lost", lost),
            ("accepted", thanked.Length),
            ("failed", load.Failed),
            ("api_us", used.TotalMicroseconds / Thanked(folder, "load").Length),
            ("memory_mb_before", before),
            ("memory_mb", after)
        );
    }

    private static string[] Thanked(TemporaryFolder folder, string name) =>
        [.. File.ReadLines(folder.File(name + ".0")), .. File.ReadLines(folder.File(name + ".1"))];

    private static async Task<Load> LoadAsync(ApiProcess api, TemporaryFolder folder, string name, int first, int count, int seconds)
    {
        var output = await OtherProgram.RunAsync(
            "wrk",
            [
                "-t2",
                $"-c{Connections}",
                $"-d{seconds}s",
                "--timeout",
                "30s",
                "-s",
                Path.Combine(Repository.Root, "Survey.Tests", "Bench", "submit.lua"),
                api.Address.ToString(),
                "--",
                folder.File("tokens"),
                $"{first}",
                $"{count}",
                "2",
                folder.File(name),
            ]
        );
        var result = output
            .Split('\n')
            .Single(line => line.StartsWith("result ", StringComparison.Ordinal))
            .Split(' ')
            .Skip(1)
            .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))
            .ToArray();
        return new Load(result[1] / 1e6, result[2] / 1000, result[3] / 1000, result[4] + result[5]);
    }

    /// <summary>
    /// Rows that are not as they were sent: thanked invitations without just one comment that names them, and answers that are not, as
    /// often, those that belong to the stored comments.
    /// </summary>
    private static Task<int> LostAsync(Organisation organisation, IReadOnlyCollection<string> thanked) =>
        organisation.OneAsync<int>(
            """
            with told as (
                select substr(text, 48) as token, count(*) as times from comment
                where text like 'It took two days until somebody answered about %' group by 1
            ), expected as (
                select array_agg(ascii(substr(token, step, 1)) % 5 + 1 order by step) || null::int as answers
                from told cross join generate_series(1, 8) as step group by token
            ), stored as (
                select answers from response
            )
            select ((select count(*) from unnest(@thanked) as sent (token) left join told using (token) where times is distinct from 1)
                  + (select count(*) from (select * from expected except all select * from stored) missing)
                  + (select count(*) from (select * from stored except all select * from expected) more)
                  + abs((select count(*) from answered) - (select count(*) from stored)))::int
            """,
            new { thanked = thanked.ToArray() }
        );

    private static async Task<double> LimitAsync(string connectionString, TemporaryFolder folder, OpenWave wave)
    {
        var rating = wave.Invitations[0].Ratings[0];
        await File.WriteAllTextAsync(
            folder.File("limit.sql"),
            $$"""
            with a as (insert into answered (wave_id, invitation_id) values ({{wave.Id}}, gen_random_uuid())),
            c as (insert into comment (id, wave_id, relationship_id, question, language, text)
                values (gen_random_uuid(), {{wave.Id}}, {{rating.RelationshipId}}, 'comment', 'en',
                    'It took two days until somebody answered about ' || gen_random_uuid()))
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers)
                values (gen_random_uuid(), {{wave.Id}}, {{rating.RelationshipId}}, {{rating.ReportingGroupId}}, true,
                    '{4,4,5,3,2,5,4,4,null}');
            """
        );
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var output = await OtherProgram.RunAsync(
            Path.Combine(Directory.GetDirectories("/usr/lib/postgresql").Order().Last(), "bin", "pgbench"),
            [
                "-n",
                "-h",
                server.Host!,
                "-p",
                $"{server.Port}",
                "-U",
                server.Username!,
                "-c",
                $"{Connections}",
                "-j",
                "2",
                "-M",
                "prepared",
                "-T",
                $"{Seconds}",
                "-f",
                folder.File("limit.sql"),
                server.Database!,
            ],
            ("PGPASSWORD", server.Password!)
        );
        var line = output.Split('\n').Single(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private sealed record Load(double Seconds, double P50, double P99, double Failed);
}
