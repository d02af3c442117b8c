namespace Survey.Db.Waves;

public enum WaveState
{
    Planned,
    Open,

    /// <summary>Nobody can answer any more; the results are not sealed yet.</summary>
    Closed,
    Sealed,

    /// <summary>Over when it was first seen. Never mailed.</summary>
    Skipped,
    Cancelled,
}
