using Survey.Db.Relationships;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Api.Home;

/// <summary>A service and its figures that stand out: weak steps, missed promises, what got worse, in this order.</summary>
public sealed record HomeService(ReportedRelationship Relationship, IReadOnlyList<AttentionFigure> Figures);

/// <summary>Services by what the viewer can do about them. Services: those of which something stands out, the worst first.</summary>
/// <param name="Key">Of its texts.</param>
public sealed record HomePart(string Key, IReadOnlyList<HomeService> Services)
{
    /// <summary>Services before the rest is folded away.</summary>
    public const int Unfolded = 6;

    private static readonly string[] Keys = ["provided", "received", "inside", "all", "teams"];

    /// <summary>Without parts to which no service belongs.</summary>
    public static IReadOnlyList<HomePart> Of(IEnumerable<AttentionRelationship> rows, RightScope scope)
    {
        var parts = rows.ToLookup(row => KeyOf(row.Relationship, scope));
        return [.. Keys.Where(parts.Contains).Select(key => new HomePart(key, Outstanding([.. parts[key]])))];
    }

    private static string KeyOf(ReportedRelationship one, RightScope scope) =>
        scope.IsEverywhere
            ? one.Kind == RelationshipKind.WithinTeam
                ? "teams"
                : "all"
            : (scope.Includes(one.ProviderUnitId), scope.Includes(one.CustomerUnitId)) switch
            {
                (true, true) => "inside",
                (true, false) => "provided",
                _ => "received",
            };

    private static IReadOnlyList<HomeService> Outstanding(IReadOnlyList<AttentionRelationship> rows)
    {
        var problems = rows.Problems().ToList();
        var worse = rows.Changed().Where(figure => figure.AgainstBefore!.CalledAlike == Verdict.Worse);
        return
        [
            .. problems
                .Concat(worse.Except(problems))
                .GroupBy(figure => figure.Relationship)
                .Select(service => new HomeService(service.Key, [.. service])),
        ];
    }
}
