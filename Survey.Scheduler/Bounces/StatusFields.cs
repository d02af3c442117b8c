using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>Fields of RFC 3464, one set per recipient. Some systems omit, add or misplace the empty lines and continuations.</summary>
internal sealed partial class StatusFields
{
    private const int MaxRecipients = 50;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _fields.GetValueOrDefault(name);

    private bool IsComplete => _fields.ContainsKey("Final-Recipient") && _fields.ContainsKey("Action") && _fields.ContainsKey("Status");

    public static IReadOnlyList<StatusFields> Read(string text)
    {
        var recipients = new List<StatusFields> { new() };
        var (last, isAfterGap) = ("", false);
        foreach (var line in text.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                isAfterGap = true;
                continue;
            }
            if (Field().Match(line) is { Success: true } field)
            {
                last = field.Groups["name"].Value;
                if (recipients[^1].EndsBefore(last, isAfterGap) && recipients.Count < MaxRecipients)
                {
                    recipients.Add(new StatusFields());
                }
                isAfterGap = false;
                last = recipients[^1]._fields.TryAdd(last, field.Groups["value"].Value.Trim()) ? last : "";
            }
            else if (!isAfterGap)
            {
                recipients[^1].Continue(last, line);
            }
        }
        return recipients;
    }

    private bool EndsBefore(string name, bool isAfterGap) =>
        name.ToLowerInvariant() switch
        {
            "final-recipient" or "action" => _fields.ContainsKey(name) || isAfterGap && IsComplete,
            "original-recipient" => isAfterGap && IsComplete,
            _ => false,
        };

    private void Continue(string name, string line)
    {
        if (_fields.TryGetValue(name, out var value) && value.Length < 4096)
        {
            _fields[name] = $"{value} {line.Trim()}";
        }
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][A-Za-z0-9-]*)[ \t]*:(?<value>.*)$")]
    private static partial Regex Field();
}
