using System.Globalization;
using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>How a relationship is called, without bending the names.</summary>
public static class RelationshipNames
{
    /// <summary>Such as "IT → Everybody".</summary>
    public static string Pair(this ReportedRelationship relationship, Language language) =>
        $"{relationship.Provider.In(language.Code)} → {relationship.CustomerName(language)}";

    public static string CustomerName(this ReportedRelationship relationship, Language language) =>
        relationship.CustomerIsRoot ? language["report.everybody"] : relationship.Customer.In(language.Code);

    /// <summary>Such as "Help and advice: IT → Everybody", for titles.</summary>
    public static string Title(this ReportedRelationship relationship, Language language) =>
        language.Format("report.titleOf", relationship.Service.In(language.Code), relationship.Pair(language));

    /// <summary>The order of names in a language: "Department 2" before "Department 10".</summary>
    public static StringComparer Order(Language language) =>
        StringComparer.Create(language.Culture, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);
}
