using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Survey.Api.Commands;
using Survey.Api.Demo;
using Survey.Db.Commands;

namespace Survey.Api;

internal static class ApiCommandLine
{
    // Settings of ASP.NET have no section, and so no colon by which CommandSettings would know them.
    public static readonly Argument<string[]> HostSettings = new("HOST-SETTING")
    {
        Arity = ArgumentArity.ZeroOrMore,
        // The help of every command would else name it.
        Hidden = true,
    };

    // The commands name the languages, which CommandRunner checks first.
    private static readonly Lazy<ExplainedCommand> Declared = new(Declare);

    public static ExplainedCommand Program => Declared.Value;

    /// <returns>0 done, 1 refused (reasons on standard error), 2 wrong usage.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct) =>
        new CommandRunner(() => Program, Sentence).RunAsync(args, output, error, ct);

    private static ExplainedCommand Declare()
    {
        var program = ExplainedCommand.Program(
            "Survey.Api",
            "Without a command: serves the pages. With a command: does that and ends.",
            """
            Examples:
              Survey.Api --urls http://127.0.0.1:5080
              Survey.Api import people people.csv --dry-run
              Survey.Api grant lead anna@example.org IT

            Without a command, settings of the web server such as --urls are taken, too.
            Any command with --help says more. Settings come from appsettings.json beside the program, from environment variables
            (ConnectionStrings__Survey=...) or from the command line (--ConnectionStrings:Survey=...).
            Paths are relative to the current folder.
            Exit status: 0 done, 1 refused with the reasons on standard error, 2 wrong usage.
            """
        );
        program.Add(HostSettings);
        program.Add(ProgrammeCommands.Migrate);
        program.Add(ImportCommands.Import);
        program.Add(ProgrammeCommands.Journey);
        program.Add(ProgrammeCommands.Pulse);
        program.Add(AccessCommands.Grant);
        program.Add(AccessCommands.Revoke);
        program.Add(AccessCommands.Roles);
        program.Add(ForgetCommand.Forget);
        program.Add(AccessCommands.SignInLink);
        program.Add(RestoredCommand.Restored);
        program.Add(DemoCommand.Demo);
        HostSettings.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: not ['-', ..] } word, ..])
            {
                given.AddError($"Unrecognized command '{word}'.");
            }
        });
        program.SetAction((parsed, _) => ServeAsync([.. parsed.GetValue(HostSettings) ?? [], .. CommandSettings.Of(parsed)]));
        return program;
    }

    private static async Task ServeAsync(string[] settings)
    {
        await using var app = WebApp.Build(settings);
        await app.RunAsync();
    }

    private static string? Sentence(Exception problem) =>
        problem switch
        {
            OperationCanceledException => "Interrupted; nothing was changed.",
            IOException { InnerException: AddressInUseException } =>
                $"{problem.Message} Another program has it: choose another port with --urls or the variable URLS.",
            _ => null,
        };
}
