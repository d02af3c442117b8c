using System.Globalization;

namespace Survey.Api.Mails;

/// <param name="Name">Of the file.</param>
/// <param name="SentAt">Null: the file does not say.</param>
public sealed record MailEntry(string Name, string From, string To, string Subject, DateTimeOffset? SentAt, string? Kind)
{
    public bool Matches(string search) =>
        To.Contains(search, StringComparison.OrdinalIgnoreCase) || Subject.Contains(search, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A mail is found only among the listed files, so no name leads out of the folder. Symbolic links are ignored.</summary>
internal sealed class MailFolder(string folder)
{
    /// <summary>Several times the size of our own headers.</summary>
    private const int HeaderBytes = 8 * 1024;
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Newest first: names begin with the time.</summary>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(folder)
            ?
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFiles("*.eml")
                    .Where(IsMail)
                    .Select(file => file.Name)
                    .OrderDescending(StringComparer.Ordinal),
            ]
            : [];

    public IEnumerable<MailEntry> Entries(IEnumerable<string> names) => names.Select(Entry).OfType<MailEntry>();

    public Mail? Find(string name) => Names().Contains(name) && Read(name, MaxBytes) is { } file ? MailReader.Read(file) : null;

    private MailEntry? Entry(string name)
    {
        if (Read(name, HeaderBytes) is not { } file)
        {
            return null;
        }
        var headers = MailReader.ReadHeaders(file);
        return new MailEntry(
            name,
            MailReader.People(headers, "From"),
            MailReader.People(headers, "To"),
            Header("Subject"),
            DateTimeOffset.TryParse(Header("Date"), CultureInfo.InvariantCulture, out var date) ? date : null,
            KindOf(headers)
        );

        string Header(string header) => MailReader.Find(headers, header) ?? "";
    }

    /// <summary>Derived from headers that differ between our mails; null: not one of our mails.</summary>
    private static string? KindOf(IReadOnlyList<MailHeader> headers) =>
        MailReader.Find(headers, "Auto-Submitted") is null ? null
        : MailReader.Find(headers, "In-Reply-To") is not null ? "reminder"
        : MailReader.Find(headers, "List-Unsubscribe") is not null ? "invitation"
        : "signIn";

    private byte[]? Read(string name, int most)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            var bytes = new byte[Math.Min(file.Length, most)];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsMail(FileInfo file) =>
        file.LinkTarget is null && (file.Attributes & (FileAttributes.Device | FileAttributes.Hidden)) == 0;
}
