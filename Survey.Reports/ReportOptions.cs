using System.CommandLine;
using System.CommandLine.Parsing;
using Survey.Db.Languages;
using Survey.Reports.Contents;

namespace Survey.Reports;

/// <summary>Options of both commands.</summary>
internal static class ReportOptions
{
    /// <summary>Nothing has to be rolled back, so that a browser that hangs is not waited for.</summary>
    public static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    private static readonly Option<string> Wave = new("--wave")
    {
        HelpName = "latest|CODE",
        Description = "The code of a sealed wave; latest is the wave in the scope that closed last",
        DefaultValueFactory = _ => "latest",
    };

    private static readonly Option<string> Language = new("--language")
    {
        HelpName = string.Join('|', Db.Languages.Language.Codes),
        Description = "The language of the words",
        DefaultValueFactory = _ => "en",
        Validators = { CheckLanguage },
    };

    public static void Add(Command command)
    {
        command.Add(Wave);
        command.Add(Language);
    }

    public static Option<string> Scope(string description, bool required) =>
        new("--scope")
        {
            HelpName = "SCOPE",
            Description = $"{description}: organisation, unit:CODE or relationship:CODE",
            Required = required,
            Validators = { CheckScope },
        };

    /// <param name="endings">Endings that the name may have, such as ".pdf".</param>
    public static Option<string> Out(string[] endings, bool required) =>
        new("--out")
        {
            HelpName = string.Join('|', endings.Select(ending => "FILE" + ending)),
            Description = "The file to write",
            Required = required,
            Validators =
            {
                given =>
                {
                    if (given.Tokens is [var file] && !endings.Contains(Path.GetExtension(file.Value).ToLowerInvariant()))
                    {
                        given.AddError($"--out '{file}' ends neither in {string.Join(" nor in ", endings)}.");
                    }
                },
            },
        };

    /// <summary>Null: the latest wave.</summary>
    public static string? WaveOf(ParseResult parsed) => parsed.GetRequiredValue(Wave) is var wave and not "latest" ? wave : null;

    public static Language LanguageOf(ParseResult parsed) => Db.Languages.Language.Of(parsed.GetRequiredValue(Language));

    private static void CheckScope(OptionResult given)
    {
        if (given.Tokens is [var scope] && ReportScope.Parse(scope.Value) is null)
        {
            given.AddError($"--scope '{scope}' is not organisation, unit:CODE or relationship:CODE.");
        }
    }

    private static void CheckLanguage(OptionResult given)
    {
        if (given.Tokens is [var code] && !Db.Languages.Language.Codes.Contains(code.Value))
        {
            given.AddError($"--language '{code}' is not one of {string.Join(", ", Db.Languages.Language.Codes)}.");
        }
    }
}
