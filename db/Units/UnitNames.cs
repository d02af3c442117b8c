using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Units;

public static class UnitNames
{
    public static async Task<IReadOnlyDictionary<string, LocalizedText>> ByCodeAsync(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.ListAsync<UnitNameRow>("select code, names from unit", null, ct)).ToDictionary(
            unit => unit.Code,
            unit => unit.Names
        );

    private sealed record UnitNameRow(string Code, LocalizedText Names);
}
