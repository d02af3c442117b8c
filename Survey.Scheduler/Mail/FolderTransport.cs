using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>Writes .eml files, whole or not at all. The name contains the message's id: a repeated mail replaces the first.</summary>
internal sealed class FolderTransport(string folder) : IMailTransport
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public int Connections => 4;

    public double PerSecond => double.PositiveInfinity;

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        CreateFolder();
        var name = $"{mail.QueuedAt.UtcDateTime:yyyyMMdd-HHmmss}-{mail.Id:d}";
        var unfinished = Path.Combine(folder, $".{name}.tmp");
        await using (var file = new FileStream(unfinished, OwnFile()))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes($"Return-Path: <{mail.EnvelopeFrom}>\r\n"), CancellationToken.None);
            await file.WriteAsync(MimeMessages.Bytes(mail), CancellationToken.None);
        }
        File.Move(unfinished, Path.Combine(folder, name + ".eml"), overwrite: true);
        return new Accepted();
    }

    // The mails hold the links with which people answer: nobody else may read them.
    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnFolder);
        }
    }

    private static FileStreamOptions OwnFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }
}
