using Survey.Db.Languages;

namespace Survey.Reports;

/// <summary>The arguments are wrong; the message says how.</summary>
public sealed class UsageException(string message) : Exception(message);

internal static class CommandArguments
{
    /// <exception cref="UsageException">An option is unknown, given twice or without a value.</exception>
    public static Dictionary<string, string> Pairs(IReadOnlyList<string> arguments, string[] known)
    {
        var given = new Dictionary<string, string>();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var name = arguments[index];
            if (!known.Contains(name))
            {
                throw new UsageException($"'{name}' is not one of {string.Join(", ", known)}.");
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

    public static string Needed(this Dictionary<string, string> given, string name) =>
        given.GetValueOrDefault(name) ?? throw new UsageException($"{name} is missing.");

    /// <summary>Null: the latest wave.</summary>
    public static string? Wave(this Dictionary<string, string> given) =>
        given.GetValueOrDefault("--wave") is { } wave && wave != "latest" ? wave : null;

    public static Language Language(this Dictionary<string, string> given)
    {
        var code = given.GetValueOrDefault("--language") ?? "en";
        return Db.Languages.Language.Codes.Contains(code)
            ? Db.Languages.Language.Of(code)
            : throw new UsageException($"--language '{code}' is not one of {string.Join(", ", Db.Languages.Language.Codes)}.");
    }

    public static (string Kind, string? Code) Scope(string scope) =>
        scope.Split(':') switch
        {
            ["organisation"] => ("organisation", null),
            ["unit" or "relationship", { Length: > 0 }] and [var kind, var code] => (kind, code),
            _ => throw new UsageException($"--scope '{scope}' is not organisation, unit:CODE or relationship:CODE."),
        };
}
