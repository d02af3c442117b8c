using Npgsql;
using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Tests.Bench;

/// <summary>
/// Plausible answers, the same every time. Each service has a level that changes over the years, and steps that differ in quality and
/// weight. Each customer has a mood that shifts all ratings.
/// </summary>
internal static class LargeAnswers
{
    /// <summary>For each reporting group of the wave as many responses as it answered.</summary>
    /// <param name="number">Of the wave, from 0.</param>
    public static async Task StoreAsync(NpgsqlConnection connection, long waveId, int number, int steps)
    {
        var groups = await connection.ListAsync<(long Id, long RelationshipId, int Answered)>(
            "select id, relationship_id, answered from reporting_group where wave_id = @waveId order by id",
            new { waveId },
            default
        );
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {ResponsePartitions.Responses(waveId)} (id, wave_id, relationship_id, reporting_group_id, contact, answers, "
                + "time_lost) from stdin (format binary)"
        );
        foreach (var service in groups.GroupBy(group => group.RelationshipId))
        {
            var levels = Levels((int)service.Key, number, steps);
            var random = new Random((int)service.Key * 1000 + number);
            foreach (var group in service.SelectMany(group => Enumerable.Repeat(group.Id, group.Answered)))
            {
                var contact = random.NextDouble() > 0.1;
                await copy.WriteRowAsync(
                    default,
                    Guid.NewGuid(),
                    waveId,
                    service.Key,
                    group,
                    contact,
                    contact ? Answers(random, levels) : new int?[steps + 2],
                    contact ? (short)random.Next(5) : null
                );
            }
        }
        await copy.CompleteAsync();
    }

    /// <returns>The usual rating of each step, the same in every wave but for what the years bring.</returns>
    private static double[] Levels(int relationship, int wave, int steps)
    {
        var random = new Random(relationship);
        var level = 2.9 + 1.2 * random.NextDouble() + 0.4 * Math.Sin(wave / 6.0 + relationship);
        return [.. Enumerable.Range(0, steps).Select(_ => level + 1.2 * (random.NextDouble() - 0.5))];
    }

    /// <returns>The steps, the overall rating, in which earlier steps count for more, and a reason.</returns>
    private static int?[] Answers(Random random, double[] levels)
    {
        var mood = Around(random, 0, 0.8);
        double[] felt = [.. levels.Select(level => Around(random, level + mood, 0.8))];
        var overall = felt.Select((step, index) => step * (felt.Length - index)).Sum() * 2 / (felt.Length * (felt.Length + 1));
        return
        [
            .. felt.Select(step => random.NextDouble() < 0.02 ? Item.DoesNotApply : Rating(step)),
            Rating(Around(random, overall, 0.5)),
            overall < 3 ? random.Next(2) : null,
        ];
    }

    private static int? Rating(double felt) => (int)Math.Clamp(Math.Round(felt), 1, 5);

    /// <summary>Nearly normal, of that standard deviation.</summary>
    private static double Around(Random random, double middle, double deviation) =>
        middle + 2 * deviation * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
}
