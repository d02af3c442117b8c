using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Scheduler.Mail;

internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public string? StatusCode => EnhancedCode().Match(Lines[0]) is { Success: true } code ? code.Value.Trim() : null;

    public string Words => ServerWords.Clean(string.Join(' ', Lines.Select(line => EnhancedCode().Replace(line, "").Trim()))) ?? "";

    /// <param name="lines">Complete lines of one reply, such as <c>250-first</c> and <c>250 last</c>.</param>
    public static SmtpReply? Parse(IReadOnlyList<string> lines)
    {
        if (
            lines.Any(line => line.Length < 3 || (line.Length > 3 && line[3] is not (' ' or '-')))
            || !int.TryParse(lines[^1].AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || code is < 200 or > 599
        )
        {
            return null;
        }
        return new SmtpReply(code, [.. lines.Select(line => line.Length > 4 ? line[4..] : "")]);
    }

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();
}
