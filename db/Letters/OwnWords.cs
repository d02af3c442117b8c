namespace Survey.Db.Letters;

/// <summary>HR's own text in a letter; null: the built-in text. Each line of the introduction is a paragraph.</summary>
public sealed record OwnWords(string? Subject, string? Introduction)
{
    public static OwnWords None { get; } = new(null, null);

    public static OwnWords Entered(string? subject, string? introduction) =>
        new(Clean(subject), Clean(introduction?.ReplaceLineEndings("\n").Replace('\t', ' ')));

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public sealed record OwnLetters(OwnWords Invitation, OwnWords Reminder, OwnWords LastDay)
{
    public static OwnLetters None { get; } = new(OwnWords.None, OwnWords.None, OwnWords.None);

    public OwnWords Of(SurveyLetterKind kind) =>
        kind switch
        {
            SurveyLetterKind.Invitation => Invitation,
            SurveyLetterKind.Reminder => Reminder,
            _ => LastDay,
        };

    public OwnLetters With(SurveyLetterKind kind, OwnWords words) =>
        kind switch
        {
            SurveyLetterKind.Invitation => this with { Invitation = words },
            SurveyLetterKind.Reminder => this with { Reminder = words },
            _ => this with { LastDay = words },
        };
}
