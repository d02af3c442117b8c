using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Survey.Db.Commands;

/// <summary>Parses the words of a command line and runs the command that they name.</summary>
/// <param name="declare">Makes the program's commands, which name its languages.</param>
/// <param name="ownProblems">Sentences for exceptions that only this program knows; null: not one of them.</param>
public sealed class CommandRunner(Func<ExplainedCommand> declare, Func<Exception, string?> ownProblems)
{
    // A word such as @file would else be replaced by the content of that file.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public ParseResult Parse(string[] args) => declare().Parse([.. CommandSettings.AsOption(args)], Parser);

    /// <returns>0 done, 1 refused (reasons on standard error), 2 wrong usage, or what the command returns.</returns>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (!HasLanguageData())
        {
            await error.WriteLineAsync(
                "The system's language data (ICU) is missing: install libicu and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT."
            );
            return 1;
        }
        var parsed = Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync(string.Join('\n', Problems(parsed).Select(Sentence).Distinct()));
            await error.WriteLineAsync($"\"{Name(parsed.CommandResult)} --help\" says what can be given.");
            return 2;
        }
        try
        {
            return await parsed.InvokeAsync(Invocation(parsed, output, error), ct);
        }
        catch (Exception problem) when (Reasons(problem) is { } reasons)
        {
            await error.WriteLineAsync(string.Join('\n', reasons));
            return 1;
        }
    }

    private static bool HasLanguageData()
    {
        try
        {
            return CultureInfo.GetCultureInfo("fi").NumberFormat.NumberDecimalSeparator == ",";
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static InvocationConfiguration Invocation(ParseResult parsed, TextWriter output, TextWriter error) =>
        new()
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = (parsed.CommandResult.Command as ExplainedCommand)?.EndsWithin,
        };

    private IReadOnlyList<string>? Reasons(Exception problem) =>
        CommandProblems.Of(problem) ?? (ownProblems(problem) is { } sentence ? [sentence] : null);

    /// <summary>Unknown words alone, if there are any: what seems to be missing may be what the word was meant to be.</summary>
    private static IEnumerable<ParseError> Problems(ParseResult parsed) =>
        parsed.Errors.Where(problem => parsed.UnmatchedTokens is [] || parsed.UnmatchedTokens.Any(problem.Message.Contains));

    private static string Sentence(ParseError problem) =>
        problem.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing
            ? $"{missing.Argument.Name} is missing."
            : problem.Message;

    private static string Name(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Name(above)} {command.Command.Name}" : command.Command.Name;
}
