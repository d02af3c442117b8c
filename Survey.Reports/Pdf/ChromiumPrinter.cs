using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace Survey.Reports.Pdf;

/// <summary>Prints with one running Chromium and a few reused pages. No script, no network: reports hold people's words.</summary>
public sealed partial class ChromiumPrinter(IOptions<PdfOptions> options, ILogger<ChromiumPrinter> logger) : IPdfPrinter, IAsyncDisposable
{
    private const int Pages = 2;

    /// <summary>A page is replaced after so many reports, so that the memory of the browser stays bounded.</summary>
    private const int PrintsPerPage = 100;

    private static readonly PageSetContentOptions WhenLoaded = new() { WaitUntil = WaitUntilState.Load, Timeout = 30_000 };

    private static readonly PagePdfOptions Paper = new()
    {
        PreferCSSPageSize = true,
        PrintBackground = true,
        Tagged = true,
        Outline = true,
    };

    private readonly SemaphoreSlim _freePages = new(Pages);
    private readonly SemaphoreSlim _starting = new(1);
    private ConcurrentBag<(IPage Page, int Prints)> _idle = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<byte[]> PrintAsync(string html, CancellationToken ct)
    {
        await _freePages.WaitAsync(ct);
        try
        {
            return await PrintOnceAsync(html, ct);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            LogAgain(problem);
            return await PrintAgainAsync(html, ct);
        }
        finally
        {
            _freePages.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        _freePages.Dispose();
        _starting.Dispose();
    }

    /// <summary>For tests: has the effect of a crash.</summary>
    internal async Task LoseBrowserAsync()
    {
        if (_browser is { } running)
        {
            await running.CloseAsync();
        }
    }

    private async Task<byte[]> PrintAgainAsync(string html, CancellationToken ct)
    {
        try
        {
            return await PrintOnceAsync(html, ct);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            throw new PrintingException("The report could not be printed: Chromium failed twice.", problem);
        }
    }

    private async Task<byte[]> PrintOnceAsync(string html, CancellationToken ct)
    {
        var browser = await BrowserAsync(ct);
        var (page, prints) = _idle.TryTake(out var idle) && !idle.Page.IsClosed ? idle : (await NewPageAsync(browser), 0);
        try
        {
            await page.SetContentAsync(html, WhenLoaded);
            var pdf = await page.PdfAsync(Paper);
            if (prints + 1 < PrintsPerPage)
            {
                _idle.Add((page, prints + 1));
            }
            else
            {
                await page.Context.CloseAsync();
            }
            return pdf;
        }
        catch when (browser.IsConnected)
        {
            // A page that failed once is not reused.
            await page.Context.CloseAsync();
            throw;
        }
    }

    /// <summary>Starts a new browser if the running one has died.</summary>
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
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                JavaScriptEnabled = false,
                Offline = true,
                ServiceWorkers = ServiceWorkerPolicy.Block,
                AcceptDownloads = false,
                ColorScheme = ColorScheme.Light,
            }
        );
        await context.RouteAsync("**/*", route => route.AbortAsync());
        return await context.NewPageAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium could not print; trying once more.")]
    private partial void LogAgain(Exception problem);
}
