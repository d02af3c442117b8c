using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Relationships;

namespace Survey.Db.Structure;

/// <summary>Changes of relationships, in the caller's transaction that holds <see cref="StructureLock"/>. Audited.</summary>
public static class RelationshipChanges
{
    /// <summary>Each pair of that kind of service that does not exist yet begins; one that has ended goes on.</summary>
    /// <returns>How many began.</returns>
    /// <exception cref="RefusedException">Rules of the import. Nothing was written.</exception>
    public static async Task<int> BeginAsync(
        NpgsqlConnection connection,
        string journey,
        IReadOnlyCollection<UnitPair> pairs,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var units = (await ListedUnit.AllAsync(connection, now, ct)).ToDictionary(unit => unit.Code, StringComparer.OrdinalIgnoreCase);
        var present = await ListedRelationship.AllAsync(connection, ct);
        var codes = present.Select(relationship => relationship.Code).ToList();
        var rows = new List<RelationshipEntry>();
        foreach (var pair in pairs)
        {
            var same = present.Where(one => one.IsOf(journey, pair)).ToList();
            if (same.Exists(one => one.GoesOn))
            {
                continue;
            }
            if (!units.TryGetValue(pair.Provider, out var provider) || !units.TryGetValue(pair.Customer, out var customer))
            {
                throw new RefusedException(new Sentence("problems.unit.unknown", Codes.Shorten(pair.ToString())));
            }
            var ended = same.FirstOrDefault();
            var code = ended?.Code ?? FreeCode.Make(ShortCode(provider, customer), codes);
            codes.Add(code);
            rows.Add(
                new(
                    code,
                    provider.Code,
                    customer.Code,
                    (ended?.Kind ?? ServiceReach.KindOf(provider, customer)).Text(),
                    journey,
                    ended?.OwnerEmail ?? ""
                )
            );
        }
        if (rows.Count > 0)
        {
            await ImportAsync(connection, rows, ct);
        }
        foreach (var row in rows)
        {
            await AuditLog.AddAsync(connection, actor, "began relationship", row.Code, now, ct);
        }
        return rows.Count;
    }

    /// <summary>Each pair of that kind of service ends: no later wave asks about it. What was measured stays.</summary>
    /// <returns>How many ended.</returns>
    public static async Task<int> EndAsync(
        NpgsqlConnection connection,
        string journey,
        IReadOnlyCollection<UnitPair> pairs,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ending = (await ListedRelationship.AllAsync(connection, ct))
            .Where(one => one.GoesOn && pairs.Any(pair => one.IsOf(journey, pair)))
            .ToList();
        foreach (var relationship in ending)
        {
            await EndAsync(connection, relationship.Code, actor, now, ct);
        }
        return ending.Count;
    }

    public static async Task EndAsync(NpgsqlConnection connection, string code, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var ended = await connection.RunAsync(
            "update relationship set ended_on = @today where lower(code) = lower(@code) and ended_on is null",
            new { code, today = DateOnly.FromDateTime(now.UtcDateTime) },
            ct
        );
        if (ended > 0)
        {
            await AuditLog.AddAsync(connection, actor, "ended relationship", code, now, ct);
        }
    }

    /// <exception cref="RefusedException">A unit of it is closed. Nothing was written.</exception>
    public static async Task ResumeAsync(NpgsqlConnection connection, string code, string actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await ListedRelationship.FindAsync(connection, code, ct) is not { GoesOn: false } ended)
        {
            return;
        }
        var entry = new RelationshipEntry(
            ended.Code,
            ended.Provider,
            ended.Customer,
            ended.Kind.Text(),
            ended.Journey,
            ended.OwnerEmail ?? ""
        );
        await ImportAsync(connection, [entry], ct);
        await AuditLog.AddAsync(connection, actor, "resumed relationship", ended.Code, now, ct);
    }

    /// <summary>One that has ended goes on.</summary>
    /// <exception cref="RefusedException">Rules of the import. Nothing was written.</exception>
    public static async Task ChangeAsync(
        NpgsqlConnection connection,
        RelationshipEntry entry,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await ImportAsync(connection, [entry], ct);
        await AuditLog.AddAsync(connection, actor, "changed relationship", entry.Code, now, ct);
    }

    private static bool IsOf(this ListedRelationship relationship, string journey, UnitPair pair) =>
        Same(relationship.Journey, journey) && Same(relationship.Provider, pair.Provider) && Same(relationship.Customer, pair.Customer);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string ShortCode(ListedUnit provider, ListedUnit customer) =>
        $"{provider.Code[..Math.Min(provider.Code.Length, 17)]}-{(customer.ParentId is null ? "ALL" : customer.Code)}";

    private static async Task ImportAsync(NpgsqlConnection connection, IReadOnlyList<RelationshipEntry> entries, CancellationToken ct)
    {
        await using var file = EnteredRow.Of([
            .. entries.Select(entry => new Dictionary<string, string>
            {
                ["code"] = entry.Code,
                ["provider"] = entry.Provider,
                ["customer"] = entry.Customer,
                ["kind"] = entry.Kind,
                ["journey"] = entry.Journey,
                ["owner_email"] = entry.OwnerEmail,
            }),
        ]);
        await EnteredRow.ImportAsync(() => RelationshipImport.ImportAsync(connection, file, ct));
    }
}

/// <summary>Codes of provider and customer.</summary>
public readonly record struct UnitPair(string Provider, string Customer)
{
    public override string ToString() => $"{Provider} {Customer}";
}

/// <summary>A relationship as entered; nothing in it is checked yet. Empty: no owner.</summary>
public sealed record RelationshipEntry(string Code, string Provider, string Customer, string Kind, string Journey, string OwnerEmail);
