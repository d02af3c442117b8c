using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Survey.Db.Messages;
using Survey.Db.Mime;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

/// <summary>What was made of a mail that came to the address for bounces; the JSON line of <c>bounce</c>.</summary>
/// <param name="Bounce">hard, soft, or none: not a bounce, or of no mail of ours.</param>
/// <param name="Message">The mail that came back; null: none of ours is named.</param>
internal sealed record BounceRead(string Bounce, Guid? Message, string? StatusCode);

/// <summary>Reads a mail that came to the address for bounces and writes down what it says about a mail of ours.</summary>
internal static class BounceReader
{
    /// <summary>A report that returns a whole mail is larger than what is needed of it: the rest is not read.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <param name="recipient">The envelope's; null: as the headers say.</param>
    public static async Task<BounceRead> ReadAsync(
        NpgsqlConnection connection, Stream mail, string? recipient, DateTimeOffset now, CancellationToken ct)
    {
        var bytes = await BytesAsync(mail, ct);
        var parsed = MimePart.Parse(bytes);
        var id = BounceAddress.MessageOf(parsed, recipient);
        if (id is null || DeliveryReport.Of(parsed) is not { } report)
        {
            return new BounceRead("none", id, null);
        }
        var isOurs = report.Kind == BounceKind.Hard
            ? await ReturnedMail.RecordHardAsync(connection, id.Value, report.StatusCode, report.Reason, now, ct)
            : await ReturnedMail.RecordSoftAsync(connection, id.Value, Identity(parsed, bytes), ct);
        return isOurs ? new BounceRead(report.Kind == BounceKind.Hard ? "hard" : "soft", id, report.StatusCode) : new BounceRead("none", null, null);
    }

    /// <summary>Of the report's own Message-ID, which every copy of it has; without one, of the report.</summary>
    private static string Identity(MimePart report, byte[] bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(report.Header("Message-ID") is { } id ? Encoding.UTF8.GetBytes(id) : bytes));

    private static async Task<byte[]> BytesAsync(Stream mail, CancellationToken ct)
    {
        var bytes = new byte[MostBytes];
        return bytes[..await mail.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, ct)];
    }
}
