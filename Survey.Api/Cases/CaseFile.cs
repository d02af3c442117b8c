using System.Globalization;
using System.Text;
using Survey.Db;
using Survey.Db.Cases;

namespace Survey.Api.Cases;

/// <summary>Cases as CSV: the same for every language. Holds no figure.</summary>
internal static class CaseFile
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly string[] Columns =
    [
        "relationship",
        "provider",
        "customer",
        "step",
        "wave",
        "state",
        "overdue",
        "change",
        "owner",
        "together",
        "due",
        "expected",
        "opened",
        "done",
        "ended",
        "recheck_wave",
        "verdict",
    ];

    public static byte[] Write(IEnumerable<CaseRow> cases)
    {
        var text = new StringBuilder().Append(ByteOrderMark).AppendJoin(',', Columns).Append("\r\n");
        foreach (var one in cases)
        {
            text.AppendJoin(',', Cells(one).Select(Quoted)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string?> Cells(CaseRow one) =>
        [
            one.Relationship,
            one.ProviderCode,
            one.CustomerCode,
            one.Item,
            one.Wave,
            one.State.Text(),
            one.IsOverdue ? "yes" : "no",
            one.Change,
            one.Owner ?? "HR",
            one.Together ?? "HR",
            CaseForms.Iso(one.DueOn),
            one.Expected?.ToString("0.##", CultureInfo.InvariantCulture),
            Day(one.OpenedAt),
            Day(one.DoneAt),
            Day(one.EndedAt),
            one.RecheckWave,
            one.Verdict?.Text(),
        ];

    private static string? Day(DateTimeOffset? at) => at is { } instant ? CaseForms.Iso(DateOnly.FromDateTime(instant.UtcDateTime)) : null;

    /// <summary>A cell that begins like a formula gets an apostrophe: people write what they like.</summary>
    private static string Quoted(string? cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@', ..] ? "'" + cell : cell ?? "";
        return safe.AsSpan().IndexOfAny(",;\"\n\r") < 0 ? safe : '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
