using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>The mails of mails/, each with the kind it is: as many systems write them, about the mail <see cref="Original"/>.</summary>
internal static class SampleMails
{
    private const string Original = "5f0c8a3e-9a54-4c50-8f5e-0123456789ab";

    private static readonly string Folder = Path.Combine(Repository.Root, "Survey.Tests", "Scheduler", "Bounces", "mails");

    public static IReadOnlyList<string[]> All { get; } =
    [.. File.ReadLines(Path.Combine(Folder, "kinds.tsv")).Skip(1).Select(line => line.Split('\t'))];

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    /// <summary>The mail, as if it were about another one of ours.</summary>
    public static byte[] About(string file, Guid id)
    {
        var text = System.Text.Encoding.Latin1.GetString(Read(file));
        return System.Text.Encoding.Latin1.GetBytes(text.Replace(Original, $"{id:d}", StringComparison.Ordinal));
    }
}
