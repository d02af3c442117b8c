namespace Survey.Reports.Pdf;

/// <summary>Section "Pdf".</summary>
public sealed class PdfOptions
{
    /// <summary>The headless shell first: it prints in the process that did the layout, with a fifth less work.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    /// <summary>The browser; null: found on PATH.</summary>
    public string? Chromium { get; set; }

    /// <exception cref="PrintingException">No browser was found.</exception>
    public string Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "");

    internal string Find(string path)
    {
        if (Chromium is { Length: > 0 })
        {
            return File.Exists(Chromium) ? Chromium : throw new PrintingException($"Pdf:Chromium names '{Chromium}', which is not a file.");
        }
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new PrintingException(
                "PDFs need Chromium, which is not on PATH: install it (apt-get install chromium) or set Pdf:Chromium to the program."
            );
    }
}
