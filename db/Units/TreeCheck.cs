using Survey.Db.Csv;

namespace Survey.Db.Units;

internal static class TreeCheck
{
    private static readonly StringComparer Ignoring = StringComparer.OrdinalIgnoreCase;

    /// <summary>Adds a problem for each row with an unknown or closed parent, a second root, or a cycle.</summary>
    public static void Check(IReadOnlyList<UnitRow> rows, IReadOnlyList<UnitPlace> present, Problems problems)
    {
        var parents = present.ToDictionary(unit => unit.Code, unit => unit.Parent, StringComparer.OrdinalIgnoreCase);
        var named = rows.Where(row => row.Code is not null).ToList();
        foreach (var row in named)
        {
            parents[row.Code!] = row.Parent;
        }
        foreach (var row in named.Where(row => row.Parent is not null && !parents.ContainsKey(row.Parent)))
        {
            problems.Add(row.Line, "parent", new("problems.unit.noParent", Codes.Shorten(row.Parent!)));
        }
        var closed = present.Where(unit => unit.IsClosed).Select(unit => unit.Code).Except(named.Select(row => row.Code!), Ignoring);
        var closedParents = closed.ToHashSet(Ignoring);
        foreach (var row in named.Where(row => row.Parent is not null && closedParents.Contains(row.Parent)))
        {
            problems.Add(row.Line, "parent", new("problems.unit.closed", row.Parent!));
        }
        CheckRoots(named, present, parents, problems);
        foreach (var row in named)
        {
            if (Cycle(row.Code!, parents) is { } cycle)
            {
                problems.Add(row.Line, "parent", new("problems.unit.cycle", cycle));
            }
        }
    }

    private static void CheckRoots(
        List<UnitRow> named,
        IReadOnlyList<UnitPlace> present,
        Dictionary<string, string?> parents,
        Problems problems
    )
    {
        var root = present.Where(unit => parents[unit.Code] is null).Select(unit => unit.Code).FirstOrDefault()
            ?? named.FirstOrDefault(row => row.Parent is null)?.Code;
        foreach (var row in named.Where(row => row.Parent is null && !Same(row.Code, root)))
        {
            problems.Add(row.Line, "parent", new("problems.unit.secondRoot", root!));
        }
    }

    private static string? Cycle(string code, Dictionary<string, string?> parents)
    {
        var path = new List<string> { code };
        for (var at = parents[code]; at is not null && parents.TryGetValue(at, out var next); at = next)
        {
            if (Same(at, code))
            {
                return string.Join(" > ", path) + " > " + code;
            }
            if (path.Contains(at, StringComparer.OrdinalIgnoreCase))
            {
                return null;
            }
            path.Add(at);
        }
        return null;
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

internal sealed record UnitPlace(string Code, string? Parent, bool IsClosed);
