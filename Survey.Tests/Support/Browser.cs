using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Support
{
    /// <summary>A real Chromium, started once per run by the first test that asks for it.</summary>
    public static class Browser
    {
        private static readonly string? Pictures = Environment.GetEnvironmentVariable("SURVEY_PICTURES");

        private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

        private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Chromium)>> Started = new(StartAsync);

        private static string Executable { get; } =
            new[] { "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome" }
                .SelectMany(name =>
                    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name))
                )
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The tests need a Chromium on PATH: apt-get install chromium.");

        /// <summary>A page in a context of its own, so nothing is shared with other tests. Dispose its Context when done.</summary>
        public static async Task<IPage> NewPageAsync(
            bool javaScript = true,
            int width = 1440,
            int height = 900,
            ColorScheme scheme = ColorScheme.Light,
            string locale = "en-GB"
        )
        {
            var (_, chromium) = await Started.Value;
            var context = await chromium.NewContextAsync(
                new BrowserNewContextOptions
                {
                    JavaScriptEnabled = javaScript,
                    ViewportSize = new ViewportSize { Width = width, Height = height },
                    ColorScheme = scheme,
                    Locale = locale,
                }
            );
            return await context.NewPageAsync();
        }

        /// <summary>The violations that axe finds on the page now, one line each, without its frames. Needs JavaScript.</summary>
        /// <remarks>Deque.AxeCore.Playwright does the same in ten times the time.</remarks>
        public static async Task<IReadOnlyList<string>> AxeAsync(this IPage page)
        {
            if (!await page.EvaluateAsync<bool>("'axe' in window"))
            {
                await page.EvaluateAsync(Axe);
                await page.AddInitScriptAsync(Axe);
            }
            // Colours are the same in all languages, and checking contrast takes most of the time.
            return await page.EvaluateAsync<string[]>(
                """
                async whole => (await axe.run(document, {
                    resultTypes: ['violations'], iframes: false,
                    rules: { 'color-contrast': { enabled: whole || document.documentElement.lang === 'en' } },
                })).violations.flatMap(violation => violation.nodes.map(node =>
                    `${violation.id}: ${violation.help}: ${node.target}: ${node.html}`))
                """,
                LongSearch.IsWhole
            );
        }

        /// <summary>Waits until the page has been shown for a second: a form that is sent earlier could be a link scanner's.</summary>
        public static Task ReadForASecondAsync(this IPage page) =>
            page.EvaluateAsync(
                """
                async () => {
                  const shown = () => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd;
                  while (!shown() || performance.now() - shown() < 1050) await new Promise(done => setTimeout(done, 20));
                }
                """
            );

        /// <summary>The second press, by somebody who was told of the services that are left empty.</summary>
        public static async Task SendAsItIsAsync(this IPage page)
        {
            await page.WaitForSelectorAsync("#unrated");
            await page.Locator(".respond-send button[type=submit]").ClickAsync();
        }

        /// <summary>Saves a picture of the whole page in the folder named in SURVEY_PICTURES; does nothing when that is not set.</summary>
        public static Task PictureAsync(this IPage page, string name) =>
            Pictures is null
                ? Task.CompletedTask
                : page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });

        internal static async Task StopAsync()
        {
            if (Started.IsValueCreated)
            {
                var (playwright, chromium) = await Started.Value;
                await chromium.DisposeAsync();
                playwright.Dispose();
            }
        }

        private static async Task<(IPlaywright Playwright, IBrowser Chromium)> StartAsync()
        {
            var playwright = await Playwright.CreateAsync();
            var chromium = await playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions
                {
                    ExecutablePath = Executable,
                    Args =
                    [
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                    ],
                }
            );
            return (playwright, chromium);
        }
    }
}

namespace Survey.Tests
{
    /// <summary>Stops the browser after the last test.</summary>
    [SetUpFixture]
    public sealed class BrowserOfTheRun
    {
        [OneTimeTearDown]
        public Task StopAsync() => Browser.StopAsync();
    }
}
