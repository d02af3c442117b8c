namespace Survey.Db.Letters;

public enum SurveyLetterKind
{
    Invitation,
    Reminder,

    /// <summary>A reminder within the last 24 hours.</summary>
    LastDay,
}

public static class SurveyLetterKinds
{
    public static IReadOnlyList<SurveyLetterKind> All { get; } = Enum.GetValues<SurveyLetterKind>();

    public static string Code(this SurveyLetterKind kind) =>
        kind switch
        {
            SurveyLetterKind.Invitation => "invitation",
            SurveyLetterKind.Reminder => "reminder",
            _ => "last_day",
        };

    public static SurveyLetterKind? Of(string code) => All.Cast<SurveyLetterKind?>().FirstOrDefault(kind => kind!.Value.Code() == code);
}
