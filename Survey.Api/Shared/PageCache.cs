using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Reports.Charts;

namespace Survey.Api.Shared;

/// <summary>
/// Shows pages about sealed waves. The content is rendered once per set of rights, address and language, until the results change
/// (rule F2). The frame around the content is rendered for each visitor.
/// </summary>
internal sealed class PageCache(Database database, IServiceProvider services, ILoggerFactory loggers) : IDisposable
{
    /// <summary>Enough for 400 relationships in a few sets of rights and languages; a page takes about 100 KB.</summary>
    private const long MaxBytes = 96 * 1024 * 1024;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MaxBytes, CompactionPercentage = 0.25 });

    /// <param name="make">Reads and composes the page; null: not found, or not for this viewer.</param>
    /// <param name="beside">Whatever else the page depends on, such as the cases that the viewer may see.</param>
    /// <param name="above">See <see cref="FrameView"/>. It may hold a form.</param>
    public async Task<IResult> ShowAsync(
        Visitor visitor,
        Func<NpgsqlConnection, Task<PageContent?>> make,
        CancellationToken ct,
        string beside = "",
        RenderFragment? above = null
    )
    {
        var key = new Key(visitor.SignedIn.RightsKey, visitor.Address, visitor.Language.Code, visitor.ResultVersion, beside);
        var page = _pages.Get<CachedPage>(key) ?? await MakeAsync(key, visitor.Language, make, ct);
        return page is null ? TypedResults.NotFound() : new FramedPage(visitor, page, above);
    }

    public void Dispose() => _pages.Dispose();

    private async Task<CachedPage?> MakeAsync(
        Key key,
        Language language,
        Func<NpgsqlConnection, Task<PageContent?>> make,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await make(connection) is not { } content)
        {
            return null;
        }
        var page = new CachedPage(content.Title, Encoding.UTF8.GetBytes(await RenderAsync(content, language)));
        return _pages.Set(
            key,
            page,
            new MemoryCacheEntryOptions
            {
                Size = page.Content.Length + (key.Address.Length + key.Rights.Length + key.Beside.Length) * sizeof(char),
                SlidingExpiration = TimeSpan.FromHours(1),
            }
        );
    }

    private async Task<string> RenderAsync(PageContent content, Language language)
    {
        // A renderer keeps all it has rendered until it is disposed, so each page gets its own.
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { ["Value"] = new Reader(language, Printing: false), ["ChildContent"] = content.Body }
        );
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<Reader>>(parameters)).ToHtmlString()
        );
    }

    private sealed record Key(string Rights, string Address, string Language, long Version, string Beside);
}

/// <param name="Content">Inside the layout, as UTF-8.</param>
public sealed record CachedPage(string Title, byte[] Content);
