using System.CommandLine;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Reports.Publishing;

namespace Survey.Api.Commands;

internal static class ProgrammeCommands
{
    private static readonly Argument<string> File = CommandInputs.Required("FILE.json", "The file, in UTF-8");

    public static readonly Command Migrate = new ApiCommand(
        "migrate",
        "brings the database to this program's schema",
        "Several programs may do this at once; a second time does nothing.",
        MigrateAsync
    )
    {
        NeedsTables = false,
    };

    public static readonly Command Journey = new ApiCommand(
        "journey",
        "stores the steps and questions of a service",
        """
        The file must have the question "overall" of kind rating. Other content for a journey that is there becomes a new version;
        waves that are open or sealed keep theirs.
        """,
        JourneyAsync
    )
    {
        File,
        ApiCommand.DryRun,
    };

    public static readonly Command Pulse = new ApiCommand(
        "pulse",
        "stores a recurring plan",
        """
        name is one text, or one per language: {"en": "Monthly", "fi": "Kuukausittain"}.
        The relationships it names must be there. Absent members take defaults: remindAfterDays [], precision 0.30, quietDays 14,
        maxRelationships 3, minimumGroup and minimumComments as configured (Privacy:...), approval automatic.
        Optional: sendHours ("08:00-18:00"), sendDays ([1,2,3,4,5]: Monday to Friday), endDate, paused, minimumGroupReason.
        cron names seconds, minutes, hours, day, month and weekday in timeZone: "0 0 9 ? * MON#1" is nine o'clock on the first Monday of
        each month, "0 0 9 8 2,5,8,11 ?" on the 8th of those months. Weekdays are best named: as a number 1 is Sunday.
        The command prints the next three openings, and warns of relationships of which the next wave could show nothing.
        While paused is true no wave opens and nobody is reminded.
        Nobody is invited twice within quietDays; of two pulses the longer count.
        Waves that are planned already keep what they were planned with.
        """,
        PulseAsync
    )
    {
        File,
        ApiCommand.DryRun,
    };

    private static async Task MigrateAsync(CommandCall call)
    {
        var applied = await Migrator.MigrateAsync(call.Database, call.Cancel);
        await using (var connection = await call.Database.OpenAsync(call.Cancel))
        {
            if (await ExactFigures.ExistAsync(connection, call.Cancel))
            {
                foreach (var sentence in await OldWaves.BlurAsync(call.Database, call.FigureKey, CommandCall.Actor, call.Now, call.Cancel))
                {
                    await call.Output.WriteLineAsync(sentence);
                }
            }
        }
        await call.Output.WriteLineAsync(applied == 0 ? "The database is up to date." : $"{applied} migrations applied.");
    }

    private static async Task JourneyAsync(CommandCall call)
    {
        await using var file = call.OpenFile(File);
        var journey = await JourneyFile.ReadAsync(file, call.Cancel);
        var stored = await call.InTransactionAsync(connection =>
            QuestionnaireStore.StoreAsync(connection, journey, CommandCall.Actor, call.Now, call.Cancel)
        );
        var done =
            !stored.IsNew ? "is there already, unchanged"
            : call.IsDryRun ? "would be stored"
            : "stored";
        await call.Output.WriteLineAsync($"journey {journey.Code}: version {stored.Version} {done}");
        if (journey.BreakdownPoints.All(point => point.Standard is null))
        {
            await call.Output.WriteLineAsync("No step has a target: reports can't say whether a promise is kept.");
        }
    }

    private static async Task PulseAsync(CommandCall call)
    {
        await using var file = call.OpenFile(File);
        var settings = await call.Services.GetRequiredService<OrganisationReader>().ReadAsync(call.Cancel);
        var pulse = await PulseFile.ReadAsync(file, settings.PulseDefaults, call.Cancel);
        var (counts, openings, warnings) = await call.InTransactionAsync(async connection =>
            (
                await PulseImport.StoreAsync(connection, pulse, call.Now, call.Cancel),
                await PulseOpenings.TellAsync(connection, pulse.Code, call.Now, call.Cancel),
                await PulseWarnings.TellAsync(connection, pulse.Code, call.Now, call.Cancel)
            )
        );
        var done =
            counts.Added > 0 ? "added"
            : counts.Changed > 0 ? "changed"
            : "unchanged";
        await call.Output.WriteLineAsync($"pulse {pulse.Code}: {(call.IsDryRun && counts.Unchanged == 0 ? "would be " : "")}{done}");
        foreach (var sentence in openings)
        {
            await call.Output.WriteLineAsync(sentence);
        }
        foreach (var warning in warnings)
        {
            await call.Error.WriteLineAsync("warning: " + warning);
        }
    }
}
