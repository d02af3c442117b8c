using System.Diagnostics;
using System.Text.Json;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Mail;

/// <summary>A mail as Python's parser reads it.</summary>
public sealed record ReceivedMail
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>By name in lower case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Name and address.</summary>
    public required string[] From { get; init; }
    public required string[] To { get; init; }
    public required DateTimeOffset Date { get; init; }
    public required string Type { get; init; }

    /// <summary>By media type.</summary>
    public required IReadOnlyDictionary<string, string> Parts { get; init; }
    public required string[] Encodings { get; init; }
    public required string[] Defects { get; init; }
    public required int LongestLine { get; init; }
    public required bool IsAscii { get; init; }

    public string MessageId => Headers["message-id"];

    /// <summary>Every mail in the folder, in the order of the files' names.</summary>
    public static IReadOnlyList<ReceivedMail> In(string folder, string pattern = "*.eml")
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
        {
            return [];
        }
        using var python = Process.Start(
            new ProcessStartInfo(
                "/usr/bin/python3",
                [Path.Combine(Repository.Root, "Survey.Tests", "Scheduler", "Mail", "read_mail.py"), .. files]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        return JsonSerializer.Deserialize<List<ReceivedMail>>(python.StandardOutput.ReadToEnd(), Json)!;
    }
}
