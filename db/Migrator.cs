using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Survey.Db.Results;

namespace Survey.Db;

public static class Migrator
{
    private const long Lock = 5_372_019_447_112_001;
    private const string QuartzScript = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    /// <summary>Safe to call from several programs at once: one works, the others wait. Returns the number of applied migrations.</summary>
    public static Task<int> MigrateAsync(Database database, CancellationToken ct = default) => MigrateAsync(database, Migrations(), ct);

    internal static async Task<int> MigrateAsync(Database database, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync("select pg_advisory_lock(@Lock)", new { Lock }, ct);
        try
        {
            return await ApplyMissingAsync(connection, migrations, ct);
        }
        finally
        {
            await connection.RunAsync("select pg_advisory_unlock(@Lock)", new { Lock }, CancellationToken.None);
        }
    }

    /// <exception cref="MigrationException">The schema is older or newer than this program, or was changed.</exception>
    public static async Task CheckAsync(Database database, CancellationToken ct = default)
    {
        await using var connection = await database.OpenAsync(ct);
        var exists = await connection.OneAsync<bool>("select to_regclass('schema_migration') is not null", null, ct);
        var applied = exists ? await AppliedAsync(connection, ct) : [];
        Verify(Migrations(), applied);
        if (Migrations().Any(migration => !applied.ContainsKey(migration.Name)) || await ExactFigures.ExistAsync(connection, ct))
        {
            throw new MigrationException("The database is not at this program's schema: run \"Survey.Api migrate\" first.");
        }
    }

    /// <summary>In order. The first creates the tables of Quartz in their own schema.</summary>
    internal static IReadOnlyList<Migration> Migrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var own = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(Path.GetFileNameWithoutExtension(name), Read(assembly, name)));
        return [new Migration("0000_quartz", QuartzSchema()), .. own];
    }

    private static async Task<int> ApplyMissingAsync(NpgsqlConnection connection, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await connection.RunAsync(
            """
            create table if not exists schema_migration (
                name text primary key, checksum text not null, applied_at timestamptz not null default now());
            alter table schema_migration add column if not exists is_compatible boolean not null default false;
            """,
            null,
            ct
        );
        var applied = await AppliedAsync(connection, ct);
        Verify(migrations, applied);
        var missing = migrations.Where(migration => !applied.ContainsKey(migration.Name)).ToList();
        foreach (var migration in missing)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.RunAsync(migration.Sql, null, ct);
            await connection.RunAsync(
                "insert into schema_migration (name, checksum, is_compatible) values (@Name, @Checksum, @IsCompatible)",
                migration,
                ct
            );
            await transaction.CommitAsync(ct);
        }
        return missing.Count;
    }

    /// <summary>Read as JSON, because an older program created the table without the last column.</summary>
    private static async Task<Dictionary<string, AppliedMigration>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct) =>
        (
            await connection.ListAsync<AppliedMigration>(
                """
                select name, checksum, coalesce((to_jsonb(schema_migration) ->> 'is_compatible')::boolean, false) as is_compatible
                from schema_migration
                """,
                null,
                ct
            )
        ).ToDictionary(row => row.Name);

    private static void Verify(IReadOnlyList<Migration> migrations, Dictionary<string, AppliedMigration> applied)
    {
        var known = migrations.ToDictionary(migration => migration.Name);
        foreach (var row in applied.Values)
        {
            if (known.TryGetValue(row.Name, out var migration) && migration.Checksum != row.Checksum)
            {
                throw new MigrationException($"The migration {row.Name} was changed after it was applied: put it back and add a new one.");
            }
            if (migration is null && !row.IsCompatible)
            {
                throw new MigrationException(
                    $"The database has the migration {row.Name}, which this program does not know: start a newer version."
                );
            }
        }
    }

    private static string QuartzSchema() =>
        "create schema quartz;\nset local search_path = quartz;\n"
        + Read(typeof(Quartz.IScheduler).Assembly, QuartzScript)
            .Replace("{0}", "qrtz_", StringComparison.Ordinal)
            .Replace("{1}", "qrtz_", StringComparison.Ordinal)
        + "\nset local search_path = public;\n";

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record AppliedMigration(string Name, string Checksum, bool IsCompatible);
}

/// <param name="Name">File name without ".sql"; migrations run in the order of names.</param>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>First line of a migration that older programs tolerate.</summary>
    public const string Compatible = "-- compatible with programs that do not know it";

    public bool IsCompatible => Sql.StartsWith(Compatible, StringComparison.Ordinal);

    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

public sealed class MigrationException(string message) : Exception(message);
