using Survey.Db.Languages;

namespace Survey.Db.Relationships;

public static class ServiceLabels
{
    /// <summary>The unit that serves, for those who are asked; of a team that rates itself, "your team".</summary>
    public static string ServiceLabel(this Language language, RelationshipKind kind, LocalizedText provider) =>
        language.ServiceLabel(kind == RelationshipKind.WithinTeam, provider.In(language.Code));

    public static string ServiceLabel(this Language language, bool isOwnTeam, string provider) =>
        isOwnTeam ? language.Format("letters.within", provider) : provider;
}
