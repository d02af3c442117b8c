using Survey.Db.Languages;
using Survey.Db.Structure;
using Survey.Db.Waves.Sampling;

namespace Survey.Api.Structure;

internal static class StructureWords
{
    /// <summary>The name as one of a list in which the tree is to be seen.</summary>
    public static string Indented(ListedUnit unit, Language language) =>
        string.Concat(Enumerable.Repeat("–\u00A0", unit.Depth)) + unit.Names.In(language.Code);

    public static string Pair(this Language language, ListedRelationship relationship) =>
        language.Format("structure.pair", relationship.ProviderNames.In(language.Code), language.Customer(relationship));

    public static string Customer(this Language language, ListedRelationship relationship) =>
        relationship.CustomerIsRoot ? language["report.everybody"] : relationship.CustomerNames.In(language.Code);

    /// <summary>How many people it reaches; whether a wave would ask them, and if not, why.</summary>
    public static string Verdict(this Language language, CustomerReach reach) =>
        reach.TooSmall switch
        {
            null => language.Count("structure.reach.people", reach.People),
            NotAsked.SmallProvider => language.Count("structure.reach.provider", reach.Staff),
            _ => language.Count("structure.reach.few", reach.People, reach.Needed),
        };
}
