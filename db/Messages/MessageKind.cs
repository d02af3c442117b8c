namespace Survey.Db.Messages;

public enum MessageKind
{
    Invitation,
    Reminder1,
    Reminder2,
    SignIn,

    /// <summary>Somebody has got access.</summary>
    Access,
}
