using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves.Previews;

/// <summary>What asking about a relationship would show, the worst first (rule C4).</summary>
public enum RelationshipLight
{
    /// <summary>Nothing could be shown, now or later, unless something changes.</summary>
    NotWorth,

    /// <summary>Left out this time for others.</summary>
    Later,

    /// <summary>Some cells will probably be suppressed, or fewer people can be asked than would be precise enough.</summary>
    Part,

    Fine,
}

internal static class RelationshipLights
{
    /// <summary>Too few customers for the wanted precision is no problem of one wave: the preview tells it once.</summary>
    public static RelationshipLight Of(string? notAsked, IReadOnlyList<string> hidden, IReadOnlyList<Shortfall> shortfalls) =>
        NotAsked.IsPostponed(notAsked) ? RelationshipLight.Later
        : notAsked is not null || hidden.Contains("all") ? RelationshipLight.NotWorth
        : hidden.Count > 0 || shortfalls.Any(shortfall => shortfall.Kind != Shortfall.FewCustomers) ? RelationshipLight.Part
        : RelationshipLight.Fine;

    /// <summary>The smallest relationship to merge with one that is not worth asking: the same service by the same unit.</summary>
    public static string? MergeWith(SelectedRelationship chosen, IEnumerable<SelectedRelationship> all) =>
        chosen.Relationship.IsWithinTeam || chosen.Reason == NotAsked.SmallProvider
            ? null
            : all.Where(other =>
                    other != chosen
                    && !other.Relationship.IsWithinTeam
                    && other.Relationship.ProviderUnitId == chosen.Relationship.ProviderUnitId
                    && other.Relationship.QuestionnaireId == chosen.Relationship.QuestionnaireId
                )
                .OrderBy(other => other.Customers)
                .ThenBy(other => other.Relationship.Code, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault()
                ?.Relationship.Code;
}
