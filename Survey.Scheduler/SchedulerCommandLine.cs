using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Survey.Db.Commands;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Operations;
using Survey.Scheduler.Waves;

namespace Survey.Scheduler;

internal static class SchedulerCommandLine
{
    /// <summary>Also of the metrics.</summary>
    public const string ProgramName = "Survey.Scheduler";

    private static readonly Option<DateTimeOffset?> At = CommandInputs.Instant(
        "--at",
        "The instant to use as now, written as 2026-03-02T09:00:00+02:00; without it, the clock's"
    );

    private static readonly Option<string> Pulse = new("--pulse")
    {
        HelpName = "CODE",
        Description = "The code of the pulse",
        Required = true,
    };

    private static readonly Option<string?> To = new("--to")
    {
        HelpName = "ADDRESS",
        Description = "The address to which the mail server delivers the mail; without it, the mail's headers are read",
    };

    public static Task<int> RunAsync(string[] args) =>
        new CommandRunner(Program, Sentence).RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    private static ExplainedCommand Program()
    {
        var program = ExplainedCommand.Program(
            ProgramName,
            "Without a command: does what is due each minute and sends mail, with health on Scheduler:Port (5081).",
            """
            Examples:
              Survey.Scheduler --Scheduler:Port=5082
              Survey.Scheduler once --at 2026-03-02T09:00:00+02:00
              Survey.Scheduler preview --pulse CODE

            Settings come from environment variables (ConnectionStrings__Survey=...) or from --ConnectionStrings:Survey=...
            Exit status: 0 done, 1 refused with the reasons on standard error, 2 wrong usage; of bounce also 75, try again later.
            """
        );
        program.Add(Once());
        program.Add(Preview());
        program.Add(Bounce());
        program.SetAction((parsed, _) => Server.RunAsync(CommandSettings.Of(parsed)));
        return program;
    }

    private static ExplainedCommand Once()
    {
        var once = new ExplainedCommand(
            "once",
            "does everything that is due at an instant, prints one JSON line, ends",
            "It really sends mail and really seals: never use it with --at on real data."
        )
        {
            At,
        };
        once.SetAction((parsed, ct) => OnceCommand.RunAsync(CommandSettings.Of(parsed), parsed.GetValue(At), ct));
        return once;
    }

    private static ExplainedCommand Preview()
    {
        var preview = new ExplainedCommand("preview", "prints what a pulse's next wave would be, as JSON", "Nothing is changed.")
        {
            Pulse,
            At,
        };
        preview.SetAction(
            (parsed, ct) => PreviewCommand.RunAsync(CommandSettings.Of(parsed), parsed.GetRequiredValue(Pulse), parsed.GetValue(At), ct)
        );
        return preview;
    }

    private static ExplainedCommand Bounce()
    {
        var bounce = new ExplainedCommand(
            "bounce",
            "reads one mail that came back from standard input, prints one JSON line, ends",
            "It needs the database and no other setting. Exit status 75: the mail was not read, try again later."
        )
        {
            // Reading standard input cannot be cancelled: a signal ends the process at once.
            EndsWithin = null,
        };
        bounce.Add(To);
        bounce.SetAction((parsed, _) => BounceCommand.RunAsync(CommandSettings.Of(parsed), parsed.GetValue(To)));
        return bounce;
    }

    private static string? Sentence(Exception problem) =>
        problem switch
        {
            NpgsqlException => $"The database: {problem.Message}",
            OperationCanceledException => "Interrupted; nothing was changed.",
            IOException { InnerException: AddressInUseException } =>
                $"{problem.Message} Another program has it: choose another port in Scheduler:Port.",
            _ => null,
        };
}
