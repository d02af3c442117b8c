using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace Survey.Reports.Pdf;

/// <summary>
/// Prints with one warm Chromium and a few pages that are used again. What is printed contains people's words, so the browser
/// runs no script, has no network and fetches nothing.
/// </summary>
public sealed partial class ChromiumPrinter(IOptions<PdfOptions> options, ILogger<ChromiumPrinter> logger) : IPdfPrinter, IAsyncDisposable
{
    private const int Pages = 2;

    private static readonly PageSetContentOptions WhenLoaded = new() { WaitUntil = WaitUntilState.Load, Timeout = 30_000 };

    private readonly SemaphoreSlim _free = new(Pages);
    private readonly SemaphoreSlim _starting = new(1);
    private ConcurrentBag<IPage> _idle = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<byte[]> PrintAsync(PrintJob job, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            return await PrintOnceAsync(job, ct);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            LogAgain(problem);
            return await PrintAgainAsync(job, ct);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        _free.Dispose();
        _starting.Dispose();
    }

    /// <summary>What a crash does to the browser, for tests.</summary>
    internal async Task LoseBrowserAsync()
    {
        if (_browser is { } running)
        {
            await running.CloseAsync();
        }
    }

    private async Task<byte[]> PrintAgainAsync(PrintJob job, CancellationToken ct)
    {
        try
        {
            return await PrintOnceAsync(job, ct);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            throw new PrintingException("The report could not be printed: Chromium failed twice.", problem);
        }
    }

    private async Task<byte[]> PrintOnceAsync(PrintJob job, CancellationToken ct)
    {
        var browser = await BrowserAsync(ct);
        var page = _idle.TryTake(out var idle) && !idle.IsClosed ? idle : await NewPageAsync(browser);
        try
        {
            await page.SetContentAsync(job.Html, WhenLoaded);
            var pdf = await page.PdfAsync(Paper(job));
            _idle.Add(page);
            return pdf;
        }
        catch when (browser.IsConnected)
        {
            // A page that failed once is not used again.
            await page.Context.CloseAsync();
            throw;
        }
    }

    /// <summary>The running browser; a new one when it has died.</summary>
    private async Task<IBrowser> BrowserAsync(CancellationToken ct)
    {
        if (_browser is { IsConnected: true } running)
        {
            return running;
        }
        await _starting.WaitAsync(ct);
        try
        {
            if (_browser is { IsConnected: true } started)
            {
                return started;
            }
            _idle = [];
            _playwright ??= await Playwright.CreateAsync();
            return _browser = await new ChromiumStart(options.Value.Find(), logger).StartAsync(_playwright);
        }
        finally
        {
            _starting.Release();
        }
    }

    private static async Task<IPage> NewPageAsync(IBrowser browser)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = false,
            Offline = true,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            AcceptDownloads = false,
            ColorScheme = ColorScheme.Light,
        });
        await context.RouteAsync("**/*", route => route.AbortAsync());
        return await context.NewPageAsync();
    }

    private static PagePdfOptions Paper(PrintJob job) => new()
    {
        Format = "A4",
        PrintBackground = true,
        Tagged = true,
        Outline = true,
        DisplayHeaderFooter = true,
        HeaderTemplate = "<span></span>",
        FooterTemplate = Footer(job),
        Margin = new Margin { Top = "16mm", Bottom = "20mm", Left = "16mm", Right = "16mm" },
    };

    private static string Footer(PrintJob job)
    {
        var pages = job.Language.Format("report.pageOf", "<span class=\"pageNumber\"></span>", "<span class=\"totalPages\"></span>");
        return $"""
            <div style="display:flex;gap:8mm;box-sizing:border-box;width:100%;padding:0 16mm;color:#52606d;font:8px 'Liberation Sans',Arial,sans-serif">
              <span style="flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">{WebUtility.HtmlEncode(job.Title)}</span>
              <span style="white-space:nowrap">{pages}</span>
            </div>
            """;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium could not print; trying once more.")]
    private partial void LogAgain(Exception problem);
}
