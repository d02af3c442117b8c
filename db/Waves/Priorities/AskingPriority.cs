namespace Survey.Db.Waves.Priorities;

/// <summary>Why a relationship is asked before others where limits for each person bind (rule C3); the later the stronger.</summary>
public enum AskingPriority
{
    None,

    /// <summary>A figure of its last sealed wave is below its target (rule D3).</summary>
    MissedPromise,

    /// <summary>Left out for others in the last two waves of the pulse, so that nothing waits for ever.</summary>
    Waited,

    /// <summary>HR pinned it until a day.</summary>
    Pinned,

    /// <summary>Somebody wants to know soon whether what was done about a figure works (rule E3).</summary>
    Recheck,
}
