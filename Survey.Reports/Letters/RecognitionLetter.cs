using Survey.Db.Languages;
using Survey.Db.Recognitions;
using Survey.Reports.Charts.Words;

namespace Survey.Reports.Letters;

/// <summary>Thanks and a figure for the people who provide a service. No time, unit or number stands beside the thanks (rule A8).</summary>
/// <param name="Figure">A sentence; null: none.</param>
public sealed record RecognitionLetter(Language Language, string PersonName, string Service, string? Figure, IReadOnlyList<string> Thanks)
{
    public string Subject => Language[Thanks.Count > 0 ? "passOn.mail.subjectThanks" : "passOn.mail.subjectBetter"];

    public string Greeting => Language.Format("letters.greeting", PersonName);

    public string Introduction => Language.Format(Thanks.Count > 0 ? "passOn.mail.thanks" : "passOn.mail.better", Service);

    public static RecognitionLetter Of(Recognition passedOn, Language language, string personName) =>
        new(
            language,
            personName,
            passedOn.Service.In(language.Code),
            passedOn.Figure is null
                ? null
                : language.Format(
                    "passOn.mail.figure",
                    passedOn.Step?.In(language.Code) ?? language["report.overallRating"],
                    new FigureWords(language).Value(passedOn.Figure)
                ),
            passedOn.Thanks
        );
}
