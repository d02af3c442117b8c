using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Survey.Db.Commands;

/// <summary>Settings on the command line, such as <c>--Site:BaseUrl=https://survey.example.org</c>. Every command takes them.</summary>
public static partial class CommandSettings
{
    public static Option<string[]> Option { get; } =
        new("--Section:Key")
        {
            HelpName = "VALUE",
            Description = "A setting, such as --Mail:Directory=mails. Also as environment variable (Mail__Directory=mails)",
            Recursive = true,
        };

    /// <summary>As <c>Section:Key=value</c>.</summary>
    public static string[] Of(ParseResult parsed) => parsed.GetValue(Option) ?? [];

    /// <summary>Environment variables, and the settings of the command line.</summary>
    public static IConfiguration Load(string[] settings) =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();

    /// <summary>Turns each setting into a value of the one option, because the parser has to know all names.</summary>
    internal static IEnumerable<string> AsOption(string[] args)
    {
        for (var index = 0; index < args.Length; index++)
        {
            var word = args[index];
            if (!Setting.IsMatch(word))
            {
                yield return word;
                continue;
            }
            yield return Option.Name;
            if (word.Contains('=', StringComparison.Ordinal))
            {
                yield return word[2..];
            }
            else if (index + 1 < args.Length)
            {
                yield return $"{word[2..]}={args[++index]}";
            }
        }
    }

    [GeneratedRegex("^--[^:=]+:[^=]")]
    private static partial Regex Setting { get; }
}
