using Npgsql;
using Survey.Db;
using Survey.Db.Languages;

namespace Survey.Api.Demo;

/// <param name="Role">hr or lead.</param>
public sealed record DemoAccount(string Role, string Email, string Name);

/// <summary>People of the demo as whom a visitor may sign in.</summary>
internal static class DemoAccounts
{
    internal const string Hr = "aino.virtanen@northgate.example";
    private const string Lead = "luc.girard@northgate.example";

    /// <returns>Empty unless the demo is loaded.</returns>
    public static Task<IReadOnlyList<DemoAccount>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<DemoAccount>(
            """
            select case when email = @Hr then 'hr' else 'lead' end as role, email, name
            from person
            where email in (@Hr, @Lead) and exists (select from audit_log where action = @Finished)
            order by role
            """,
            new
            {
                Hr,
                Lead,
                DemoLoader.Finished,
            },
            ct
        );

    public static Task<LocalizedText> OrganisationAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<LocalizedText>("select names from unit where parent_id is null", null, ct);
}
