namespace Survey.Db.LeadMails;

public enum LeadMailKind
{
    Results,
    Cases,
}

/// <summary>When somebody wants reminders of cases. At most one a week in any case.</summary>
public enum CaseMailChoice
{
    AtOnce,

    /// <summary>On Mondays.</summary>
    Weekly,
    None,
}
