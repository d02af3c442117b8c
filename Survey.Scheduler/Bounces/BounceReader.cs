using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Npgsql;
using Survey.Db.Messages;

namespace Survey.Scheduler.Bounces;

/// <summary>What a returned mail says; the JSON line of <c>bounce</c>.</summary>
/// <param name="Kind">hard, lost, late, forward, or none: no failure, or not about our mail.</param>
/// <param name="Message">The mail that came back; null: not found.</param>
internal sealed record BounceRead(string Kind, Guid? Message, string? StatusCode = null, string? Reason = null)
{
    [JsonIgnore]
    public bool IsBounce => Kind != "none";
}

internal static class BounceReader
{
    /// <summary>The rest of a larger mail is not read: it is only the returned content.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private static readonly BounceRead None = new("none", null);

    /// <param name="recipient">The envelope's recipient; null: read the headers.</param>
    public static async Task<BounceRead> ReadAsync(
        NpgsqlConnection connection,
        Stream mail,
        string? recipient,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var bytes = await BytesAsync(mail, ct);
        if (MailParts.Parse(bytes) is not { } parts)
        {
            return None;
        }
        var id = ReturnedIds.Find(parts, recipient);
        if (Complaint.IsOne(parts))
        {
            await Complaints.AddAsync(connection, now, ct);
        }
        var found = DeliveryReport.Read(parts);
        if (id is null || await TestMails.ReturnedAsync(connection, id.Value, found?.Words, now, ct) || found is not { } report)
        {
            return None with { Message = id };
        }
        var reason = new ReturnReason(report.StatusCode, report.Reason, report.Words);
        var isOurs = report.Kind switch
        {
            ReturnKind.Hard => await ReturnedMail.RecordHardAsync(connection, id.Value, reason, now, ct),
            ReturnKind.Lost => await ReturnedMail.RecordLostAsync(connection, id.Value, reason, ct),
            ReturnKind.Late => await ReturnedMail.RecordLateAsync(connection, id.Value, Identity(parts, bytes), ct),
            _ => await ReturnedMail.IsKnownAsync(connection, id.Value, ct),
        };
        return isOurs ? new BounceRead(report.Kind.ToString().ToLowerInvariant(), id, report.StatusCode, report.Reason) : None;
    }

    /// <summary>Hash of the report's Message-ID, which all copies share; without one, hash of the whole report.</summary>
    private static string Identity(MailParts report, byte[] bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(report.Headers["Message-ID"] is { } id ? Encoding.UTF8.GetBytes(id) : bytes));

    private static async Task<byte[]> BytesAsync(Stream mail, CancellationToken ct)
    {
        var bytes = new byte[MostBytes];
        return bytes[..await mail.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, ct)];
    }
}
