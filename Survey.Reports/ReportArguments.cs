using Survey.Db.Languages;

namespace Survey.Reports;

/// <summary>The arguments are wrong; the message says how.</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>What <c>Survey.Reports report</c> is asked for.</summary>
/// <param name="Kind">organisation, unit or relationship.</param>
/// <param name="Code">Null for the organisation.</param>
/// <param name="Wave">Null: the latest.</param>
/// <param name="Out">Null with <paramref name="All"/>.</param>
/// <param name="All">A folder for one PDF per relationship.</param>
public sealed record ReportArguments(string Kind, string? Code, string? Wave, Language Language, string? Out, string? All)
{
    private static readonly string[] Known = ["--scope", "--wave", "--language", "--out", "--all"];

    /// <param name="arguments">After the word "report".</param>
    /// <exception cref="UsageException">They are wrong.</exception>
    public static ReportArguments Read(IReadOnlyList<string> arguments)
    {
        var given = Pairs(arguments);
        var all = given.GetValueOrDefault("--all");
        var target = given.GetValueOrDefault("--out");
        var (kind, code) = Scope(given.GetValueOrDefault("--scope") ?? (all is null ? throw new UsageException("--scope is missing.") : "organisation"));
        if ((all is null) == (target is null))
        {
            throw new UsageException("Give either --out FILE.pdf, --out FILE.csv or --all DIR.");
        }
        if (target is not null && Path.GetExtension(target).ToLowerInvariant() is not (".pdf" or ".csv"))
        {
            throw new UsageException($"--out '{target}' ends neither in .pdf nor in .csv.");
        }
        if (all is not null && kind != "organisation")
        {
            throw new UsageException("--all writes every relationship of the wave: leave --scope out.");
        }
        var wave = given.GetValueOrDefault("--wave");
        return new ReportArguments(kind, code, wave is "latest" ? null : wave, LanguageOf(given.GetValueOrDefault("--language") ?? "en"), target, all);
    }

    private static Dictionary<string, string> Pairs(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var name = arguments[index];
            if (!Known.Contains(name))
            {
                throw new UsageException($"'{name}' is not one of {string.Join(", ", Known)}.");
            }
            if (index + 1 == arguments.Count)
            {
                throw new UsageException($"{name} needs a value.");
            }
            if (!given.TryAdd(name, arguments[index + 1]))
            {
                throw new UsageException($"{name} is given twice.");
            }
        }
        return given;
    }

    private static (string Kind, string? Code) Scope(string scope) => scope.Split(':') switch
    {
        ["organisation"] => ("organisation", null),
        ["unit" or "relationship", { Length: > 0 }] and [var kind, var code] => (kind, code),
        _ => throw new UsageException($"--scope '{scope}' is not organisation, unit:CODE or relationship:CODE."),
    };

    private static Language LanguageOf(string code) => Language.Codes.Contains(code) ? Language.Of(code)
        : throw new UsageException($"--language '{code}' is not one of {string.Join(", ", Language.Codes)}.");
}
