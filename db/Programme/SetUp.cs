using Npgsql;

namespace Survey.Db.Programme;

/// <summary>Whether the programme has been set up.</summary>
public static class SetUp
{
    /// <summary>True until units are imported.</summary>
    public static Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<bool>("select not exists (select from unit)", null, ct);
}
