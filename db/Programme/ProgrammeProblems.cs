using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Db.Programme;

public sealed record PulseWithProblem(string Code, LocalizedText Name, string TimeZone, string Kind);

/// <param name="People">Those with this time zone. UTC is used for them.</param>
public sealed record UnknownZone(string TimeZone, int People);

/// <summary>What stopped or runs with a substitute until somebody fixes it.</summary>
public sealed record ProgrammeProblems(
    IReadOnlyList<PulseWithProblem> Pulses,
    IReadOnlyList<UnknownZone> Zones,
    IReadOnlyList<FailingWork> Failing
)
{
    public static async Task<ProgrammeProblems> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        new(
            [
                .. (await PulseList.AllAsync(connection, ct))
                    .Select(pulse => (Pulse: pulse, Kind: PulseProblem.Of(pulse)))
                    .Where(row => row.Kind is not null)
                    .Select(row => new PulseWithProblem(row.Pulse.Code, row.Pulse.Name, row.Pulse.TimeZone, row.Kind!)),
            ],
            [
                .. (
                    await connection.ListAsync<UnknownZone>(
                        "select time_zone, count(*)::int as people from person group by time_zone order by time_zone",
                        null,
                        ct
                    )
                ).Where(zone => !Zone.IsKnown(zone.TimeZone)),
            ],
            await FailingWork.ListAsync(connection, ct)
        );
}
