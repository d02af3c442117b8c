using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Holidays;
using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Responses;
using Survey.Db.Settings;
using Survey.Db.Units;
using Survey.Reports.Publishing;

namespace Survey.Api.Commands;

/// <summary>"import ...": files of rows, each in one transaction.</summary>
internal static class ImportCommands
{
    private const string Rules = """
        The file is UTF-8 with a header; columns may stand in any order, separated by , or ;.
        With any bad row nothing is imported and every problem is listed with its line.
        Repeating an import changes nothing; what a file does not mention is not deleted.
        --dry-run checks and counts, and changes nothing.
        """;

    public static readonly Command Units = Import("units", UnitImport.Columns, (connection, file, call) =>
        UnitImport.ImportAsync(connection, file, CommandCall.Actor, call.Now, call.Cancel), """
        kind: department, team or partner. One unit, the root, has no parent. lead_email may name somebody imported later, or be empty.
        A unit is known by its code, whatever the case; its name in a language for which the file has no column is kept.
        """);

    public static readonly Command People = Import("people", PersonImport.Columns, (connection, file, call) =>
        PersonImport.ImportAsync(connection, file, call.Cancel), """
        language: en, fi, et, pl or fr. time_zone: an IANA name such as Europe/Tallinn.
        employment: permanent, temporary, contractor or partner. active_from, active_to: dates such as 2026-03-31, or empty.
        A person is known by the e-mail address, whatever the case.
        """);

    public static readonly Command Relationships = Import("relationships", RelationshipImport.Columns, (connection, file, call) =>
        RelationshipImport.ImportAsync(connection, file, call.Cancel), """
        kind: team_to_team, department_to_employee, within_team (provider and customer are the same unit) or
        partner (provider or customer is a unit of kind partner). The journey must have been stored before. owner_email may be empty.
        """);

    public static readonly Command Holidays = Import("holidays", HolidayImport.Columns, (connection, file, call) =>
        HolidayImport.ImportAsync(connection, file, call.Cancel), """
        country: two letters (ISO 3166). A person's country is that of the time zone. On a holiday no reminder is counted as a working day,
        and a pulse that names sendDays sends nothing.
        """);

    public static readonly Command Responses = new("import responses", ["FILE.csv"], "imports history from another tool", $"""
        Columns: {string.Join(',', ResponseImport.Columns.Required)}; optional: {string.Join(',', ResponseImport.Columns.Optional)}
        and one column per breakdown point code. Ratings are 1 to 5 or empty.
        The rows of one wave value become one sealed wave with that code. customers, how many there were, is the same in all rows of a
        wave and relationship. The same rows again, in any order, change nothing; other rows for a wave that is there are refused.
        {Rules}
        """, ResponsesAsync)
    { Flags = [Command.DryRun] };

    private static async Task ResponsesAsync(CommandCall call)
    {
        await using var file = CommandCall.OpenFile(call.Arguments[0]);
        var privacy = call.Options<PrivacyOptions>();
        var counts = await call.InTransactionAsync(async connection =>
        {
            var imported = await ResponseImport.ImportAsync(connection, file, privacy, call.Now, call.Cancel);
            foreach (var waveId in imported.NewWaveIds)
            {
                await Publisher.PublishAsync(connection, call.FigureKey, waveId, call.Cancel);
            }
            return imported.Counts;
        });
        await call.Output.WriteLineAsync(counts.ToString());
    }

    private static Command Import(
        string noun, CsvColumns columns, Func<NpgsqlConnection, Stream, CommandCall, Task<ImportCounts>> import, string details) =>
        new($"import {noun}", ["FILE.csv"], $"adds and changes {noun}", $"""
            Columns: {string.Join(',', columns.Required)}{(columns.Optional.Count > 0 ? "; optional: " + string.Join(',', columns.Optional) : "")}
            {details}
            {Rules}
            """, async call =>
            {
                await using var file = CommandCall.OpenFile(call.Arguments[0]);
                var counts = await call.InTransactionAsync(connection => import(connection, file, call));
                await call.Output.WriteLineAsync(counts.ToString());
            })
        { Flags = [Command.DryRun] };
}
