using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Looks;
using Survey.Db.Relationships;

namespace Survey.Api.Looks;

internal static class LookWords
{
    /// <summary>Such as "IT support: IT → everybody".</summary>
    public static string Title(this CheckedRelationship check, Language language) =>
        language.Format("report.titleOf", check.Service.In(language.Code), check.Pair(language));

    public static string Pair(this CheckedRelationship check, Language language) =>
        $"{check.ProviderNames.In(language.Code)} {check.Customers(language)}";

    /// <summary>Such as "→ everybody", or that a team rates itself.</summary>
    public static string Customers(this CheckedRelationship check, Language language) =>
        check.Kind == RelationshipKind.WithinTeam ? $"· {language["report.withinTeam"]}"
        : check.CustomerIsRoot ? $"→ {language["report.everybody"]}"
        : $"→ {check.CustomerNames.In(language.Code)}";

    public static string Due(this CheckedRelationship check, Language language) =>
        language.Format("looks.dueOn", language.Day(check.DueOn!.Value));

    /// <summary>Such as "Looked at on 3 March 2026: nothing to do".</summary>
    public static string Looked(this CheckedRelationship check, Language language) =>
        language.Format("looks.looked", language.DayOn(check.LookedOn!.Value), language[$"looks.outcome.{check.Outcome!.Value.Text()}"]);

    public static CheckState StateOn(this CheckedRelationship check, DateOnly today) =>
        check.IsOverdue(today) ? CheckState.Overdue
        : check.IsDue ? CheckState.Due
        : check.LookedOn is not null ? CheckState.Looked
        : CheckState.NoResults;
}
