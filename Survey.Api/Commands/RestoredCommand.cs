using System.CommandLine;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Restorations;
using Survey.Db.Settings;

namespace Survey.Api.Commands;

/// <summary>After a restore: lists what the backup lacks, and holds mails that may have been sent already.</summary>
internal static class RestoredCommand
{
    private static readonly Option<string> At = new("--at")
    {
        HelpName = "INSTANT",
        Description = "The backup's last moment, written as 2026-03-02T09:00:00+02:00",
        Required = true,
    };

    public static readonly Command Restored = new ApiCommand(
        "restored",
        "after a restore: holds mails that may have been sent, says what is lost",
        """
        Run it after the restore, before the programs start.
        Mails of open waves are held until HR releases or drops them at /programme/waves, because nobody knows which of them went out.
        The waves that were opened, closed or sealed since are listed: the scheduler does that again. The same INSTANT again only prints.
        """,
        RunAsync
    )
    {
        At,
    };

    private static async Task RunAsync(CommandCall call)
    {
        var text = call.Parsed.GetRequiredValue(At);
        var backupAt = CommandInputs.ParseInstant(text) ?? throw new CommandRefusedException(CommandInputs.NoInstant(At.Name, text));
        if (backupAt > call.Now)
        {
            throw new CommandRefusedException($"--at {text} is still to come: name the last moment that the backup contains.");
        }
        var rest = call.Options<WaveOptions>().Rest;
        var lost = await call.InTransactionAsync(connection =>
            Restoration.RecordAsync(connection, backupAt, rest, CommandCall.Actor, call.Now, call.Cancel)
        );
        foreach (var line in Lines(lost))
        {
            await call.Output.WriteLineAsync(line);
        }
    }

    private static IEnumerable<string> Lines(LostTime lost)
    {
        yield return $"{lost.AnswerMinutes} minutes of answers are gone{(lost.AnswerMinutes == 0 ? ": no wave was open" : " at most")}";
        foreach (var step in lost.Steps)
        {
            var state = step.IsRecorded ? "which this database has" : Again(step.Step);
            yield return FormattableString.Invariant(
                $"{step.Wave}: {step.Step} at {step.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, {state}"
            );
        }
        foreach (var wave in lost.Held)
        {
            yield return $"{wave.Code}: e-mails are held ({wave.Invitations} invitations wait)";
        }
        yield return "HR releases or drops held e-mails on the page /programme/waves";
    }

    private static string Again(string step) =>
        step switch
        {
            "opened" => "opens again with its e-mails held; links in e-mails that it sent are dead",
            "closed" => "closes again, without the answers that are gone",
            _ => "is sealed again; its figures may differ from those that were seen",
        };
}
