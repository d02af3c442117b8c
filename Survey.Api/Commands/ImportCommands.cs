using System.CommandLine;
using Npgsql;
using Survey.Db.Commands;
using Survey.Db.Csv;
using Survey.Db.History;
using Survey.Db.Holidays;
using Survey.Db.Languages;
using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Reorganisations;
using Survey.Db.Settings;
using Survey.Db.Units;
using Survey.Reports.Publishing;

namespace Survey.Api.Commands;

/// <summary>"import ...": each file in one transaction.</summary>
internal static class ImportCommands
{
    private static readonly Argument<string> File = CommandInputs.Required("FILE.csv", "The file");
    private static readonly Option<bool> Same = new("--same") { Description = "People with new addresses are the same people" };
    private static readonly Option<bool> New = new("--new") { Description = "People with new addresses are other people" };

    private const string Rules = """
        The file is UTF-8 (or UTF-16) with a header; columns may stand in any order, separated by commas, semicolons or tabs.
        With any bad row nothing is imported and every problem is listed with its line.
        Repeating an import changes nothing; what a file does not mention is not deleted.
        What may be wrong and is imported all the same is a warning on standard error.
        """;

    private static readonly ApiCommand Units = Of(
        "units",
        UnitImport.Columns,
        (connection, file, call) => UnitImport.ImportAsync(connection, file, CommandCall.Actor, call.Now, call.Cancel),
        """
        kind: department, team or partner. One unit, the root, has no parent. lead_email may name somebody imported later, or be empty.
        A unit is known by its code, whatever the case; its name in a language for which the file has no column is kept.
        """
    );

    private static readonly ApiCommand People = Of(
        "people",
        PersonImport.Columns,
        (connection, file, call) => PersonImport.ImportAsync(connection, file, Answer(call), CommandCall.Actor, call.Now, call.Cancel),
        $"""
        language: one of {string.Join(", ", Language.Codes)}. time_zone: an IANA name such as Europe/Tallinn.
        employment: permanent, temporary, contractor or partner. active_from, active_to: dates such as 2026-03-31, or empty.
        A person is known by external_id (at most 60 characters, of another system), else by the e-mail address, whatever the case. With an
        external_id email may be empty. A person who gets another address keeps opt-outs, quiet days and roles, and signs in anew.
        A new address with the name and unit of somebody who is not in the file is refused, unless you say what all such lines are:
        --same: the same people with new addresses; --new: other people.
        """
    );

    private static readonly ApiCommand Relationships = Of(
        "relationships",
        RelationshipImport.Columns,
        (connection, file, call) => RelationshipImport.ImportAsync(connection, file, call.Cancel),
        """
        kind: team_to_team, department_to_employee, within_team (provider and customer are the same unit) or
        partner (provider or customer is a unit of kind partner). The journey must have been stored before. owner_email may be empty.
        """
    );

    private static readonly ApiCommand Holidays = Of(
        "holidays",
        HolidayImport.Columns,
        (connection, file, call) => HolidayImport.ImportAsync(connection, file, call.Cancel),
        """
        country: two letters (ISO 3166). A person's country is that of the time zone. On a holiday no reminder is counted as a working day,
        and a pulse that names sendDays sends nothing.
        """
    );

    private static readonly ApiCommand Responses = new(
        "responses",
        "imports history from another tool",
        $"""
        Columns: {string.Join(',', ResponseImport.Columns.Required)}; optional: {string.Join(',', ResponseImport.Columns.Optional)}
        and one column per breakdown point code. Ratings are 1 to 5 or empty.
        The rows of one wave value become one sealed wave with that code. customers, how many there were, is the same in all rows of a
        wave and relationship. The same rows again, in any order, change nothing; other rows for a wave that is there are refused.
        {Rules}
        """,
        ResponsesAsync
    )
    {
        File,
        ApiCommand.DryRun,
    };

    public static readonly Command Import = new("import", "reads a CSV file: units, people, relationships, responses or holidays")
    {
        Units,
        WithNamesakes(People),
        Relationships,
        Responses,
        Holidays,
    };

    private static ApiCommand WithNamesakes(ApiCommand people)
    {
        people.Add(Same);
        people.Add(New);
        people.Validators.Add(given =>
        {
            if (given.GetValue(Same) && given.GetValue(New))
            {
                given.AddError("--same and --new exclude each other.");
            }
        });
        return people;
    }

    private static async Task ResponsesAsync(CommandCall call)
    {
        await using var file = call.OpenFile(File);
        var settings = await call.Services.GetRequiredService<OrganisationReader>().ReadAsync(call.Cancel);
        var counts = await call.InTransactionAsync(async connection =>
        {
            var imported = await ResponseImport.ImportAsync(connection, file, settings.PulseDefaults, call.Now, call.Cancel);
            foreach (var waveId in imported.NewWaveIds)
            {
                await Publisher.PublishAsync(connection, call.FigureKey, waveId, call.Cancel);
            }
            return imported.Counts;
        });
        await PrintAsync(call, counts);
    }

    private static NamesakePolicy Answer(CommandCall call) =>
        call.Parsed.GetValue(Same) ? NamesakePolicy.Same
        : call.Parsed.GetValue(New) ? NamesakePolicy.New
        : NamesakePolicy.Unknown;

    private static async Task PrintAsync(CommandCall call, ImportCounts counts)
    {
        foreach (var warning in counts.Warnings)
        {
            await call.Error.WriteLineAsync("warning: " + warning);
        }
        await call.Output.WriteLineAsync(counts.ToString());
    }

    private static ApiCommand Of(
        string noun,
        CsvColumns columns,
        Func<NpgsqlConnection, Stream, CommandCall, Task<ImportCounts>> import,
        string details
    ) =>
        new(
            noun,
            $"adds and changes {noun}",
            $"""
            Columns: {string.Join(',', columns.Required)}{(
                columns.Optional.Count > 0 ? "; optional: " + string.Join(',', columns.Optional) : ""
            )}
            {details}
            {Rules}
            """,
            async call =>
            {
                await using var file = call.OpenFile(File);
                var (counts, done) = await call.InTransactionAsync(connection =>
                    Reorganisation.OfAsync(connection, () => import(connection, file, call), call.Now, call.Cancel)
                );
                await PrintAsync(call, counts);
                foreach (var sentence in done.Tell(Language.Of("en")))
                {
                    await call.Output.WriteLineAsync(sentence.ToString());
                }
            }
        )
        {
            File,
            ApiCommand.DryRun,
        };
}
