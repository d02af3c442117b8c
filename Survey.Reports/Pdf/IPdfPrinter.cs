namespace Survey.Reports.Pdf;

/// <summary>The browser that prints. Outside the process, so tests may put something else in its place.</summary>
public interface IPdfPrinter
{
    /// <param name="html">A whole document; its stylesheet says what paper it wants.</param>
    /// <exception cref="PrintingException">No browser, or it could not print; the message says what to do.</exception>
    Task<byte[]> PrintAsync(string html, CancellationToken ct);
}

/// <summary>A PDF could not be made; the message is a sentence for whoever runs the program.</summary>
public sealed class PrintingException(string message, Exception? inner = null) : Exception(message, inner);
