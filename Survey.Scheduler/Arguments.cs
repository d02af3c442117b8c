using System.Globalization;

namespace Survey.Scheduler;

/// <param name="Verb">once, preview or bounce; null: serve.</param>
/// <param name="At">The instant to use as now; null: the clock's.</param>
/// <param name="Settings">Settings such as <c>--Mail:Directory mails</c>.</param>
/// <param name="Problem">A sentence for the user; null: the command line is right.</param>
/// <param name="Recipient">The address to which the mail server delivers the bounce; null: read the headers.</param>
internal sealed record Arguments(
    string? Verb,
    string? Pulse,
    DateTimeOffset? At,
    string? Recipient,
    bool Help,
    string[] Settings,
    string? Problem
)
{
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mmzzz",
    ];

    public const string Usage = """
        Survey.Scheduler                            serve: do what is due each minute, send mail; health on Scheduler:Port (5081)
        Survey.Scheduler once [--at INSTANT]        do everything that is due at that instant, print one JSON line, end
        Survey.Scheduler preview --pulse CODE [--at INSTANT]
                                                    what the pulse's next wave would be, as JSON; nothing is changed
        Survey.Scheduler bounce [--to ADDRESS]      read one mail that came back from standard input, print one JSON line, end
        Exit status: 0 done, 1 refused with the reasons on standard error, 2 wrong usage; of bounce also 75, try again later.
        An INSTANT is written as 2026-03-02T09:00:00+02:00; without it, the clock's.
        Settings: environment variables (ConnectionStrings__Survey=...) or --ConnectionStrings:Survey=... at the end.
        """;

    public static Arguments Read(string[] args)
    {
        var parsed = new Arguments(null, null, null, null, false, [], null);
        var settings = new List<string>();
        for (var index = 0; index < args.Length && parsed.Problem is null; index++)
        {
            parsed = args[index] switch
            {
                "-h" or "--help" => parsed with { Help = true },
                "once" or "preview" or "bounce" when index == 0 => parsed with { Verb = args[0] },
                "--at" when parsed.Verb is "once" or "preview" => parsed.WithInstant(args.ElementAtOrDefault(++index)),
                "--pulse" when parsed.Verb == "preview" => parsed.WithPulse(args.ElementAtOrDefault(++index)),
                "--to" when parsed.Verb == "bounce" => parsed with { Recipient = args.ElementAtOrDefault(++index) },
                _ => parsed.WithSetting(settings, args, ref index),
            };
        }
        return parsed.Verb == "preview" && parsed is { Pulse: null, Help: false, Problem: null }
            ? parsed with
            {
                Problem = "preview needs --pulse CODE.",
            }
            : parsed with
            {
                Settings = [.. settings],
            };
    }

    private Arguments WithInstant(string? text) =>
        DateTimeOffset.TryParseExact(
            text?.Replace("Z", "+00:00", StringComparison.Ordinal),
            InstantFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var at
        )
            ? this with
            {
                At = at,
            }
            : this with
            {
                Problem = $"--at '{text}' is not an instant like 2026-03-02T09:00:00+02:00.",
            };

    private Arguments WithPulse(string? code) =>
        string.IsNullOrEmpty(code) ? this with { Problem = "--pulse needs the code of a pulse." } : this with { Pulse = code };

    private Arguments WithSetting(List<string> settings, string[] args, ref int index)
    {
        var word = args[index];
        if (!word.StartsWith("--", StringComparison.Ordinal) || !word.Contains(':', StringComparison.Ordinal))
        {
            return this with { Problem = $"'{word}' is not understood." };
        }
        settings.Add(word);
        if (!word.Contains('=', StringComparison.Ordinal))
        {
            if (index + 1 == args.Length)
            {
                return this with { Problem = $"{word} needs a value." };
            }
            settings.Add(args[++index]);
        }
        return this;
    }
}
