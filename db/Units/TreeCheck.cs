using Survey.Db.Csv;

namespace Survey.Db.Units;

/// <summary>Whether the units of a file, together with those already there, form one tree.</summary>
internal static class TreeCheck
{
    /// <summary>Adds a problem to each row whose parent is unknown, which makes a second root, or which is its own ancestor.</summary>
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
            problems.Add(row.Line, "parent", $"'{Codes.Shorten(row.Parent!)}' is neither in the file nor in the database");
        }
        CheckRoots(named, present, parents, problems);
        foreach (var row in named)
        {
            if (Circle(row.Code!, parents) is { } circle)
            {
                problems.Add(row.Line, "parent", $"a unit can't be below itself: {circle}");
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
            problems.Add(row.Line, "parent", $"is empty, but '{root}' is the root already, and there is only one");
        }
    }

    /// <returns>The way from the unit back to itself, such as "A > B > A"; null when there is none.</returns>
    private static string? Circle(string code, Dictionary<string, string?> parents)
    {
        var way = new List<string> { code };
        for (var at = parents[code]; at is not null && parents.TryGetValue(at, out var next); at = next)
        {
            if (Same(at, code))
            {
                return string.Join(" > ", way) + " > " + code;
            }
            if (way.Contains(at, StringComparer.OrdinalIgnoreCase))
            {
                return null;
            }
            way.Add(at);
        }
        return null;
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

internal sealed record UnitPlace(string Code, string? Parent);
