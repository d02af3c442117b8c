using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Units;

namespace Survey.Db.Structure;

/// <summary>Changes of one unit, in the caller's transaction that holds <see cref="StructureLock"/>. Audited.</summary>
public static class UnitChanges
{
    /// <param name="code">Empty: made from the English name.</param>
    /// <returns>The code.</returns>
    /// <exception cref="RefusedException">Rules of the import, or the code is taken. Nothing was written.</exception>
    public static async Task<string> AddAsync(
        NpgsqlConnection connection,
        UnitEntry unit,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var taken = await connection.ListAsync<string>("select code from unit", null, ct);
        if (taken.Contains(unit.Code, StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedException(new Sentence("problems.unit.codeTaken", unit.Code), "code");
        }
        var added = unit.Code.Length > 0 ? unit : unit with { Code = FreeCode.Make(unit.Names?.In("en") ?? "", taken) };
        await ImportAsync(connection, added, actor, now, ct);
        await AuditLog.AddAsync(connection, actor, "added unit", added.Code, now, ct);
        return added.Code;
    }

    /// <exception cref="RefusedException">Rules of the import. Nothing was written.</exception>
    public static async Task ChangeAsync(
        NpgsqlConnection connection,
        UnitEntry unit,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await ImportAsync(connection, unit, actor, now, ct);
        await AuditLog.AddAsync(connection, actor, "changed unit", unit.Code, now, ct);
    }

    /// <exception cref="RefusedException">Something still needs the unit. Nothing was written.</exception>
    public static async Task CloseAsync(NpgsqlConnection connection, string code, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var unit = await ListedUnit.FindAsync(connection, code, now, ct);
        if (unit is null || !unit.IsOpen)
        {
            return;
        }
        var obstacles = ObstaclesOf(unit);
        if (obstacles.Count > 0)
        {
            throw new RefusedException([.. obstacles.Select(obstacle => new Problem(null, null, obstacle))]);
        }
        await connection.RunAsync(
            "update unit set closed_on = @today where id = @Id",
            new { unit.Id, today = DateOnly.FromDateTime(now.UtcDateTime) },
            ct
        );
        await AuditLog.AddAsync(connection, actor, "closed unit", unit.Code, now, ct);
    }

    /// <exception cref="RefusedException">The unit above it is closed. Nothing was written.</exception>
    public static async Task ReopenAsync(NpgsqlConnection connection, string code, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var unit = await ListedUnit.FindAsync(connection, code, now, ct);
        if (unit is null || unit.IsOpen)
        {
            return;
        }
        if (unit.Parent is not null && await ListedUnit.FindAsync(connection, unit.Parent, now, ct) is { IsOpen: false })
        {
            throw new RefusedException(new Sentence("problems.unit.closed", unit.Parent));
        }
        await connection.RunAsync("update unit set closed_on = null where id = @Id", new { unit.Id }, ct);
        await AuditLog.AddAsync(connection, actor, "reopened unit", unit.Code, now, ct);
    }

    /// <summary>Why the unit cannot be closed now.</summary>
    public static IReadOnlyList<Sentence> ObstaclesOf(ListedUnit unit)
    {
        var obstacles = new List<Sentence>();
        if (unit.ParentId is null)
        {
            obstacles.Add(new("problems.unit.closeRoot"));
        }
        if (unit.Own > 0)
        {
            obstacles.Add(new("problems.unit.closePeople", unit.Own));
        }
        if (unit.Children > 0)
        {
            obstacles.Add(new("problems.unit.closeChildren", unit.Children));
        }
        if (unit.Services > 0)
        {
            obstacles.Add(new("problems.unit.closeServices", unit.Services));
        }
        return obstacles;
    }

    private static async Task ImportAsync(
        NpgsqlConnection connection,
        UnitEntry unit,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var row = new Dictionary<string, string>
        {
            ["code"] = unit.Code,
            ["name"] = unit.Names?.Values.GetValueOrDefault("en") ?? "",
            ["kind"] = unit.Kind,
            ["parent"] = unit.Parent,
            ["lead_email"] = unit.LeadEmail,
        };
        foreach (var language in Language.Codes.Where(language => language != "en"))
        {
            row["name_" + language] = unit.Names?.Values.GetValueOrDefault(language) ?? "";
        }
        await using var file = EnteredRow.Of(row);
        await EnteredRow.ImportAsync(() => UnitImport.ImportAsync(connection, file, actor, now, ct));
    }
}

/// <summary>A unit as entered; nothing in it is checked yet. Empty: no parent, no lead.</summary>
public sealed record UnitEntry(string Code, LocalizedText? Names, string Kind, string Parent, string LeadEmail);
