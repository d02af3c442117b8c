namespace Survey.Db.Messages;

public enum MessageKind
{
    Invitation,
    Reminder1,
    Reminder2,
    SignIn,

    /// <summary>Somebody has got access.</summary>
    Access,

    /// <summary>Thanks that are passed on to a team: no survey mail, and no wave's.</summary>
    Recognition,

    /// <summary>To leads and HR (rule E4), as Cases.</summary>
    Results,
    Cases,
}
