using Npgsql;
using Survey.Db.Programme;

namespace Survey.Api.Health;

internal sealed record WebFigures(MailWaiting Waiting, IReadOnlyList<StateCount> Waves)
{
    public static async Task<WebFigures> ReadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        new(await MailWaiting.ReadAsync(connection, now, ct), await WaveProgress.CountByStateAsync(connection, ct));
}
