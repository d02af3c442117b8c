using System.Globalization;
using Survey.Db.Languages;
using Survey.Db.Relationships;
using Survey.Db.Results;

namespace Survey.Reports.Contents;

public static class RelationshipNames
{
    /// <summary>Such as "IT → everybody", or for a team that rates itself "Sales · Working together in the team".</summary>
    public static string Pair(this ReportedRelationship relationship, Language language) =>
        relationship.ProviderUnitId == relationship.CustomerUnitId
            ? $"{relationship.Provider.In(language.Code)} · {language["report.withinTeam"]}"
            : $"{relationship.Provider.In(language.Code)} → {relationship.CustomerName(language)}";

    public static string CustomerName(this ReportedRelationship relationship, Language language) =>
        language.Customer(relationship.Customer, relationship.CustomerIsRoot);

    /// <summary>The root's customers are "everybody".</summary>
    public static string Customer(this Language language, LocalizedText name, bool isRoot) =>
        isRoot ? language["report.everybody"] : name.In(language.Code);

    /// <summary>"Customer: X", or that a team rates itself.</summary>
    public static string For(this ReportedRelationship relationship, Language language) =>
        relationship.Kind == RelationshipKind.WithinTeam
            ? language["report.withinTeam"]
            : language.Format("report.customerIs", relationship.CustomerName(language));

    /// <summary>Such as "Help and advice: IT → everybody".</summary>
    public static string Title(this ReportedRelationship relationship, Language language) =>
        language.Format("report.titleOf", relationship.Service.In(language.Code), relationship.Pair(language));

    /// <summary>"Department 2" comes before "Department 10".</summary>
    public static StringComparer Order(Language language) =>
        StringComparer.Create(language.Culture, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);
}
