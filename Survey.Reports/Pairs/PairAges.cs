using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Reports.Pairs;

/// <summary>How old the figures of a matrix of several waves are.</summary>
/// <param name="waves">Those with a figure in the matrix.</param>
public sealed class PairAges(IReadOnlyList<SealedWave> waves, Language language)
{
    private readonly Dictionary<long, SealedWave> _waves = waves.ToDictionary(wave => wave.Id);
    private readonly DateOnly _newest = waves.Max(wave => wave.ClosedOn);

    public string Newest => language.Month(_newest);

    public bool IsOlder(long waveId) => _waves[waveId].ClosedOn < _newest;

    /// <summary>Month and year, and how much older than the newest figures. Older within the same month: the day.</summary>
    public string Of(long waveId)
    {
        var closedOn = _waves[waveId].ClosedOn;
        var months = (_newest.Year - closedOn.Year) * 12 + _newest.Month - closedOn.Month;
        return closedOn == _newest ? language.Month(closedOn)
            : months == 0 ? language.Day(closedOn)
            : language.Count("pairs.older", months, language.Month(closedOn));
    }
}
