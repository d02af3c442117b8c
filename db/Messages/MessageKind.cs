namespace Survey.Db.Messages;

public enum MessageKind
{
    Invitation,
    Reminder1,
    Reminder2,
    SignIn,

    /// <summary>To leads and HR (rule E4), as Cases.</summary>
    Results,
    Cases,
}
