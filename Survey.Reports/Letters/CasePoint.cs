using Survey.Db.Languages;
using Survey.Db.LeadMails;
using Survey.Reports.Contents;

namespace Survey.Reports.Letters;

/// <summary>One case, missed promise or overdue look in a mail.</summary>
/// <param name="Change">What the case changes; null: there is no case.</param>
/// <param name="Says">When it is due, or that nobody has taken it up or looked.</param>
/// <param name="Button">What the link opens.</param>
public sealed record CasePoint(string Subject, string Title, string? Change, string Says, string Button, string Link)
{
    public string PlainText => $"* {Title}\n{(Change is null ? "" : $"  {Change}\n")}  {Says}\n  {Button}: {Link}";

    /// <param name="link">Of a path.</param>
    public static CasePoint Of(DueReminder reminder, DateOnly today, Language language, Func<string, string> link)
    {
        var step = reminder.Step?.In(language.Code) ?? language["report.overallRating"];
        var isLook = reminder.Kind == DueReminderKind.NotLooked;
        var before = isLook ? "" : $"{step} – ";
        return new(
            SubjectOf(reminder, before + reminder.Service.In(language.Code), language),
            before + Service(reminder, language),
            reminder.Change is { } change ? language.Format("headlines.quote", change) : null,
            SaysOf(reminder, today, language),
            language[
                isLook ? "letters.cases.openResults"
                : reminder.CaseId is null ? "letters.cases.openFigure"
                : "letters.cases.openCase"
            ],
            link(
                reminder.CaseId is { } id
                    ? $"/cases/{id}"
                    : $"/relationships/{Uri.EscapeDataString(reminder.Relationship)}?wave={Uri.EscapeDataString(reminder.Wave)}"
            )
        );
    }

    private static string SubjectOf(DueReminder reminder, string name, Language language) =>
        reminder.Kind switch
        {
            DueReminderKind.NotTakenUp => language.Format("letters.cases.subject.notTakenUp", name),
            DueReminderKind.NotLooked => language.Format("letters.cases.subject.notLooked", name),
            DueReminderKind.Overdue => language.Format("letters.cases.subject.overdue", name),
            DueReminderKind.WeekBefore or DueReminderKind.DaysBefore => language.Format(
                "letters.cases.subject.due",
                name,
                language.DayOn(reminder.DueOn)
            ),
        };

    private static string Service(DueReminder reminder, Language language) =>
        language.Format(
            "report.titleOf",
            reminder.Service.In(language.Code),
            reminder.IsWithinTeam
                ? $"{reminder.Provider.In(language.Code)} · {language["report.withinTeam"]}"
                : $"{reminder.Provider.In(language.Code)} → {language.Customer(reminder.Customer, reminder.CustomerIsRoot)}"
        );

    private static string SaysOf(DueReminder reminder, DateOnly today, Language language)
    {
        var day = language.DayOn(reminder.DueOn);
        return reminder.Kind switch
        {
            DueReminderKind.NotTakenUp => language.Format("letters.cases.notTakenUp", reminder.WaveName.In(language)),
            DueReminderKind.NotLooked => language.Format("letters.cases.notLooked", reminder.WaveName.In(language), day),
            DueReminderKind.WeekBefore or DueReminderKind.DaysBefore or DueReminderKind.Overdue => DaysOf(reminder, today, day, language),
        };
    }

    private static string DaysOf(DueReminder reminder, DateOnly today, string day, Language language) =>
        (reminder.DueOn.DayNumber - today.DayNumber) switch
        {
            < 0 and var late => language.Count("letters.cases.late", -late, day),
            0 => language["letters.cases.today"],
            var left => language.Count("letters.cases.left", left, day),
        };
}
