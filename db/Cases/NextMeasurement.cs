using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Cases;

/// <summary>The next wave that asks about a service by its pulses' plans.</summary>
public sealed record NextMeasurement(string Wave, WaveName Name, DateOnly OpensOn, DateOnly ClosesOn)
{
    /// <summary>What is done later than that cannot show in this wave.</summary>
    public bool IsTooLate(DateOnly due) => due >= ClosesOn;

    /// <param name="relationship">Its code.</param>
    /// <returns>Null: no pulse will ask.</returns>
    public static async Task<NextMeasurement?> FindAsync(
        NpgsqlConnection connection,
        string relationship,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, now, ct)).FirstOrDefault(wave =>
            !wave.IsCancelled && Asks(wave.Pulse, relationship)
        )
            is { } next
            ? Of(next)
            : null;

    /// <summary>Smallest difference of two means that a test at 5 % finds with 80 % probability, if as many answer again.</summary>
    /// <returns>Null: a word instead of a mean, so that no size can be told.</returns>
    public static double? NoticeableChange(PublishedFigure figure) =>
        figure is { Value: not null, N: >= 2 and var answers }
            ? SampleSize.SmallestChange(Expectation.Of(figure.Shares, answers, null, null, null).Spread, answers, answers)
            : null;

    internal static NextMeasurement Of(ComingWave wave) => new(wave.Code, wave.Name, wave.OpensOn, wave.ClosesOn);

    private static bool Asks(Pulse pulse, string relationship) =>
        pulse.Relationships.Any(code => code == "*" || code.Equals(relationship, StringComparison.OrdinalIgnoreCase));
}
