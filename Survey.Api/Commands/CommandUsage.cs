namespace Survey.Api.Commands;

/// <param name="Command">Null: no command has these words.</param>
/// <param name="Settings">Words such as --Site:BaseUrl=..., which belong to the configuration.</param>
/// <param name="Problem">A sentence about what is wrong; null: nothing is wrong.</param>
internal sealed record CommandUsage(
    Command? Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Settings,
    bool AsksForHelp,
    string? Problem
)
{
    public static CommandUsage Parse(IReadOnlyList<string> args, IReadOnlyList<Command> commands)
    {
        var settings = args.Where(IsSetting).ToList();
        var flags = args.Where(word => word.StartsWith('-') && !IsSetting(word)).ToList();
        var words = args.Where(word => !word.StartsWith('-')).ToList();
        var help = flags.Any(flag => flag is "--help" or "-h") || words is ["help", ..];
        var command = commands.FirstOrDefault(command => Begins(words, command.Name.Split(' ')));
        var arguments = command is null ? [] : words.Skip(command.Name.Split(' ').Length).ToList();
        return new CommandUsage(command, arguments, flags, settings, help, WhatIsWrong(command, arguments, flags, words));
    }

    /// <summary>Prints the help or the problem. Returns 0 if help was asked for, else 2.</summary>
    public async Task<int> ExplainAsync(IReadOnlyList<Command> commands, TextWriter output, TextWriter error)
    {
        var help = Command is null ? Overview(commands) : $"{Command.Usage}\n{Command.Summary}\n\n{Command.Details}";
        if (AsksForHelp)
        {
            await output.WriteLineAsync(help);
            return 0;
        }
        await error.WriteLineAsync(Problem);
        await error.WriteLineAsync(Command is null ? help : $"Usage: {Command.Usage}");
        return 2;
    }

    private static string Overview(IReadOnlyList<Command> commands)
    {
        var width = commands.Max(command => command.Usage.Length);
        var lines = commands.Select(command => $"  {command.Usage.PadRight(width)}  {command.Summary}");
        const string Paths = "Paths are relative to the current folder.";
        return $"""
              {"Survey.Api".PadRight(width)}  serves the pages
            {string.Join('\n', lines)}

            Any command with --help says more. Settings come from appsettings.json beside the program, from environment variables
            (ConnectionStrings__Survey=...) or from the command line (--ConnectionStrings:Survey=...). {Paths}
            Exit status: 0 done, 1 refused with the reasons on standard error, 2 wrong usage.
            """;
    }

    private static string? WhatIsWrong(Command? command, List<string> arguments, List<string> flags, List<string> words)
    {
        if (command is null)
        {
            return $"Unknown command '{string.Join(' ', words)}'.";
        }
        if (flags.Find(flag => !command.Flags.Concat(command.RequiredFlags).Contains(flag)) is { } unknown)
        {
            return $"Unknown option '{unknown}'.";
        }
        if (command.RequiredFlags.FirstOrDefault(flag => !flags.Contains(flag)) is { } missing)
        {
            return $"{missing} is missing.";
        }
        if (command.Alternatives.Where(flags.Contains).ToList() is [var one, var other, ..])
        {
            return $"{one} and {other} exclude each other.";
        }
        return arguments.Count == command.Arguments.Length ? null
            : arguments.Count < command.Arguments.Length ? $"{command.Arguments[arguments.Count]} is missing."
            : $"Unexpected '{arguments[command.Arguments.Length]}'.";
    }

    private static bool Begins(List<string> words, string[] name) =>
        words.Count >= name.Length && name.Select((word, index) => words[index] == word).All(same => same);

    private static bool IsSetting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal)
        && word.IndexOf(':', StringComparison.Ordinal) is var colon and > 2
        && word.IndexOf('=', StringComparison.Ordinal) > colon;
}
