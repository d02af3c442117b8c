using Survey.Db.Languages;

namespace Survey.Reports.Pdf;

/// <summary>A whole HTML document that is to become a PDF.</summary>
/// <param name="Title">Stands at the foot of every page.</param>
public sealed record PrintJob(string Html, string Title, Language Language);

/// <summary>The browser that prints. Outside the process, so tests may put something else in its place.</summary>
public interface IPdfPrinter
{
    /// <exception cref="PrintingException">No browser, or it could not print; the message says what to do.</exception>
    Task<byte[]> PrintAsync(PrintJob job, CancellationToken ct);
}

/// <summary>A PDF could not be made; the message is a sentence for whoever runs the program.</summary>
public sealed class PrintingException(string message, Exception? inner = null) : Exception(message, inner);
