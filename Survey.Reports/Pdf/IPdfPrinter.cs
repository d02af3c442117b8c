namespace Survey.Reports.Pdf;

/// <summary>The browser that prints. It is outside the process, so tests may replace it.</summary>
public interface IPdfPrinter
{
    /// <param name="html">A whole document; its stylesheet sets the paper.</param>
    /// <exception cref="PrintingException">No browser, or it could not print; the message says what to do.</exception>
    Task<byte[]> PrintAsync(string html, CancellationToken ct);
}

/// <summary>The message is one sentence for the operator.</summary>
public sealed class PrintingException(string message, Exception? inner = null) : Exception(message, inner);
