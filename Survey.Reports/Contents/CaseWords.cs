using Survey.Db;
using Survey.Db.Cases;
using Survey.Db.Languages;
using Survey.Db.Relationships;
using Survey.Db.Results;

namespace Survey.Reports.Contents;

/// <summary>What cases are called in a language.</summary>
public static class CaseWords
{
    public static string CaseStep(this Language language, CaseRow row) => row.Step?.In(language.Code) ?? language["report.overallRating"];

    /// <summary>Such as "IT support: IT → everybody".</summary>
    public static string CaseService(this Language language, CaseRow row)
    {
        var provider = row.Provider.In(language.Code);
        return language.Format(
            "report.titleOf",
            row.Service.In(language.Code),
            row.Kind == RelationshipKind.WithinTeam
                ? $"{provider} · {language["report.withinTeam"]}"
                : $"{provider} → {language.Customer(row.Customer, row.CustomerIsRoot)}"
        );
    }

    /// <summary>The state; of a re-checked case the word of the comparison; else that it is overdue.</summary>
    public static string CaseStateWords(this Language language, CaseRow row) =>
        row.Verdict is { } verdict
            ? language.Format("cases.state.verdict", language["cases.state.rechecked"], language[$"cases.verdict.{verdict.Text()}"])
        : row.IsOverdue ? language.Format("cases.state.overdue", language[$"cases.state.{row.State.Text()}"])
        : language[$"cases.state.{row.State.Text()}"];

    public static string CaseOwner(this Language language, CaseRow row) => row.Owner ?? language["common.role.hr"];

    /// <summary>When it is due, was done or ended.</summary>
    public static string CaseMoment(this Language language, CaseRow row) =>
        row switch
        {
            { State: CaseState.Rechecked, RecheckWaveName: { } wave } => language.Format("cases.recheckedIn", wave.In(language)),
            { EndedAt: { } ended } => language.Format("cases.endedOn", language.DayOn(DateOnly.FromDateTime(ended.UtcDateTime))),
            { DoneAt: { } done } => language.Format("cases.doneOn", language.DayOn(DateOnly.FromDateTime(done.UtcDateTime))),
            _ => language.Format("cases.dueOn", language.DayOn(row.DueOn)),
        };
}
