using System.CommandLine;
using System.Globalization;

namespace Survey.Db.Commands;

public static class CommandInputs
{
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mmzzz",
    ];

    /// <summary>A required argument. A word with a dash is refused, because the parser takes an unknown option for a value.</summary>
    public static Argument<string> Required(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: ['-', ..] } word])
            {
                given.AddError($"Unrecognized option '{word}'.");
            }
        });
        return argument;
    }

    public static Option<DateTimeOffset?> Instant(string name, string description) =>
        new(name)
        {
            HelpName = "INSTANT",
            Description = description,
            CustomParser = given =>
            {
                var text = given.Tokens[0].Value;
                if (ParseInstant(text) is { } instant)
                {
                    return instant;
                }
                given.AddError(NoInstant(name, text));
                return null;
            },
        };

    /// <summary>Null: not an instant with an offset.</summary>
    public static DateTimeOffset? ParseInstant(string text) =>
        DateTimeOffset.TryParseExact(
            text.Replace("Z", "+00:00", StringComparison.Ordinal),
            InstantFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? instant
            : null;

    public static string NoInstant(string option, string text) => $"{option} '{text}' is not an instant like 2026-03-02T09:00:00+02:00.";
}
