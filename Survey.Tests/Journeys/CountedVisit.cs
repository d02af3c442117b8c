using Microsoft.Playwright;

namespace Survey.Tests.Journeys;

/// <summary>Somebody at a browser. Each click and each filled field counts.</summary>
public sealed class CountedVisit(IPage page)
{
    public int Count { get; private set; }

    public IPage Page => page;

    /// <summary>Clicks the first link or button of that name.</summary>
    public Task ClickAsync(string name) =>
        ClickAsync(
            page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })
                .Or(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }))
                .First
        );

    public async Task ClickAsync(ILocator target)
    {
        Count++;
        await target.ClickAsync();
    }

    /// <param name="name">The form's field.</param>
    public async Task FillAsync(string name, string value)
    {
        Count++;
        await page.Locator($"main [name='{name}']").FillAsync(value);
    }

    public async Task ChooseAsync(string field, string option)
    {
        Count++;
        await page.Locator($"main select{field}").SelectOptionAsync(new SelectOptionValue { Label = option });
    }

    /// <summary>Ticks a box or a radio button.</summary>
    public async Task TickAsync(string name, string value)
    {
        Count++;
        await page.Locator($"main [name='{name}'][value='{value}']").CheckAsync();
    }

    public async Task UploadAsync(string fileName, byte[] content)
    {
        Count++;
        await page.Locator("main input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = fileName,
                    MimeType = "application/octet-stream",
                    Buffer = content,
                }
            );
    }
}
