using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>
/// Each mail becomes an .eml file, whole or not at all. Its name sorts by time and contains the message's id, so a mail that is
/// repeated after a crash replaces the first.
/// </summary>
internal sealed class FolderTransport(string folder) : IMailTransport
{
    public int Connections => 4;

    public double PerSecond => double.PositiveInfinity;

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var name = $"{mail.QueuedAt.UtcDateTime:yyyyMMdd-HHmmss}-{mail.Id:d}";
        var unfinished = Path.Combine(folder, $".{name}.tmp");
        byte[] returnPath = Encoding.UTF8.GetBytes($"Return-Path: <{mail.EnvelopeFrom}>\r\n");
        await File.WriteAllBytesAsync(unfinished, [.. returnPath, .. MimeMessages.Bytes(mail)], CancellationToken.None);
        File.Move(unfinished, Path.Combine(folder, name + ".eml"), overwrite: true);
        return new Accepted();
    }
}
