using Survey.Db.Comments;

namespace Survey.Reports.Disclosure;

public sealed record CommentWriters(long RelationshipId, string Question, string Language, int Count);

/// <summary>Null minimum of comments: they are shown nowhere.</summary>
public sealed record CommentRules(long RelationshipId, long ProviderUnitId, int? MinimumComments, int MinimumGroup);

/// <summary>Where comments may be read (rule A8). The root has a null parent.</summary>
/// <param name="mostPerPerson">About how many relationships one person may have answered.</param>
public sealed class CommentPlacement(IReadOnlyDictionary<long, long?> parents, int mostPerPerson)
{
    private sealed record Unplaced(CommentRules Relationship, string Language, int Writers);

    /// <summary>
    /// A relationship shows comments if enough people wrote one, in each language with enough writers. Other languages rise to the lowest
    /// unit above that has enough writers together, or are not shown. Writers are never overcounted: one person may have answered every
    /// text question, and about several relationships.
    /// </summary>
    public IReadOnlyList<PlacedComments> Place(IEnumerable<CommentRules> relationships, IEnumerable<CommentWriters> comments)
    {
        var counts = comments.ToLookup(count => count.RelationshipId);
        var placed = new List<PlacedComments>();
        var rest = new List<Unplaced>();
        foreach (
            var relationship in relationships.Where(relationship =>
                Writers(counts[relationship.RelationshipId]) >= relationship.MinimumComments
            )
        )
        {
            foreach (var language in counts[relationship.RelationshipId].GroupBy(count => count.Language))
            {
                var writers = Writers(language);
                if (writers >= relationship.MinimumGroup)
                {
                    placed.Add(new(relationship.RelationshipId, language.Key, null));
                }
                else
                {
                    rest.Add(new(relationship, language.Key, writers));
                }
            }
        }
        return [.. placed, .. rest.GroupBy(part => part.Language).SelectMany(Raise)];
    }

    private IEnumerable<PlacedComments> Raise(IEnumerable<Unplaced> language)
    {
        var waiting = language.ToList();
        foreach (var unit in parents.Keys.OrderByDescending(Depth).ThenBy(unit => unit))
        {
            var pool = waiting.Where(part => UnitAndAncestors(part.Relationship.ProviderUnitId).Contains(unit)).ToList();
            if (pool.Count > 0 && FewestWriters(pool) >= pool.Max(part => part.Relationship.MinimumGroup))
            {
                waiting.RemoveAll(pool.Contains);
                foreach (var part in pool)
                {
                    yield return new(part.Relationship.RelationshipId, part.Language, unit);
                }
            }
        }
    }

    private static int Writers(IEnumerable<CommentWriters> counts) =>
        counts.GroupBy(count => count.Question).Select(question => question.Sum(count => count.Count)).DefaultIfEmpty().Max();

    private int FewestWriters(List<Unplaced> pool)
    {
        var each = Math.Clamp(mostPerPerson, 1, pool.Count);
        return Math.Max(pool.Max(part => part.Writers), (pool.Sum(part => part.Writers) + each - 1) / each);
    }

    private int Depth(long unit) => UnitAndAncestors(unit).Count();

    private IEnumerable<long> UnitAndAncestors(long unit)
    {
        for (long? above = unit; above is { } id; above = parents.GetValueOrDefault(id))
        {
            yield return id;
        }
    }
}
