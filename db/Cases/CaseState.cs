namespace Survey.Db.Cases;

/// <summary>Rule E3. The last two are ends.</summary>
public enum CaseState
{
    Open,

    /// <summary>The customer's lead agrees with what will change.</summary>
    Agreed,

    /// <summary>Changed; the next measurement tells whether it works.</summary>
    Done,

    /// <summary>Set by sealing only.</summary>
    Rechecked,
    Withdrawn,
}

/// <summary>Why a re-check is called "too few".</summary>
public enum RecheckReason
{
    /// <summary>One of the two figures is not shown.</summary>
    Hidden,

    /// <summary>Another question, kind of service, provider or customer than in the case's wave.</summary>
    AskedDifferently,

    FewAnswers,
}

public enum CaseEventKind
{
    Opened,
    Agreed,
    Written,
    Changed,
    Done,
    RecheckWanted,
    Rechecked,
    Withdrawn,
}
