using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Api.Respond.Inputs;
using Survey.Db.Languages;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>
/// Composes the respond form from HTML that is rendered once and cached in bounded memory: one section per relationship, wave and language,
/// and the page around the sections. Marks in the cached HTML are replaced by what is one invitation's own.
/// </summary>
internal sealed class FormPages(IServiceProvider services) : IDisposable
{
    private const int MostBytes = 48 * 1024 * 1024;

    // Random, so that no name and no question can contain a mark.
    private static readonly string Mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private static readonly string TokenMark = Mark + "t";
    private static readonly string DraftMark = Mark + "d";
    private static readonly string ReceiptMark = Mark + "r";
    private static readonly string SectionsMark = Mark + "s";
    private static readonly string CountMark = Mark + "c";

    /// <summary>Splits HTML at the marks; the marks are parts, too.</summary>
    private static readonly Regex Marks = new($"({Mark}[tdrsc])");

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public async ValueTask<FormPage> ComposeAsync(string token, InvitationForm form, Language language)
    {
        var page = new List<string>();
        foreach (var part in await FrameAsync(form, language))
        {
            if (part == SectionsMark)
            {
                await AddSectionsAsync(page, form, language);
            }
            else
            {
                page.Add(
                    part == TokenMark ? token
                    : part == DraftMark ? DraftName.Of(token)
                    : part == ReceiptMark ? Guid.NewGuid().ToString()
                    : part
                );
            }
        }
        return new FormPage(page);
    }

    /// <summary>The page after sending.</summary>
    public async ValueTask<FormPage> ThankAsync(string token, InvitationForm form, Language language)
    {
        var closes = ClosingTime.Day(form.ClosesAt, form.TimeZone, language);
        var parts = await CachedAsync<NoticePage>((nameof(ThankAsync), language.Code, closes), () =>
            NoticePage.Parameters(language, new NoticeView("stored", TokenMark, Draft: null, closes))
        );
        return new FormPage([.. parts.Select(part => part == TokenMark ? token : part)]);
    }

    /// <summary>The form with what was entered and what is wrong with it.</summary>
    public async ValueTask<FormPage> RefuseAsync(
        string token,
        InvitationForm form,
        Language language,
        FormInput input,
        IReadOnlyList<ValidationError> problems,
        int status
    )
    {
        var html = await RenderAsync<RespondPage>(
            new()
            {
                [nameof(RespondPage.Language)] = language,
                [nameof(RespondPage.Token)] = token,
                [nameof(RespondPage.Draft)] = DraftName.Of(token),
                [nameof(RespondPage.Receipt)] = (input.Receipt ?? Guid.NewGuid()).ToString(),
                [nameof(RespondPage.Form)] = form,
                [nameof(RespondPage.Input)] = input,
                [nameof(RespondPage.Problems)] = problems,
            }
        );
        return new FormPage([CompactHtml.Of(html)], status);
    }

    public void Dispose() => _cache.Dispose();

    private async ValueTask AddSectionsAsync(List<string> page, InvitationForm form, Language language)
    {
        for (var index = 0; index < form.Relationships.Count; index++)
        {
            var parts = await SectionAsync(form, form.Relationships[index], language);
            page.AddRange(parts.Select(part => part == CountMark ? RespondPage.CountOf(index, form.Relationships.Count, language) : part));
        }
    }

    private ValueTask<string[]> SectionAsync(InvitationForm form, AskedRelationship relationship, Language language) =>
        CachedAsync<RelationshipSection>((form.WaveId, relationship.RelationshipId, language.Code), () => new()
            {
                [nameof(RelationshipSection.Relationship)] = relationship,
                [nameof(RelationshipSection.Count)] = CountMark,
                [nameof(RelationshipSection.Year)] = form.ClosesAt.Year,
                [nameof(RelationshipSection.Input)] = new RelationshipInput(),
                [nameof(RelationshipSection.Problems)] = Array.Empty<ValidationError>(),
                [nameof(RelationshipSection.Language)] = language,
            });

    /// <summary>The key has everything of the invitation that the frame shows.</summary>
    private ValueTask<string[]> FrameAsync(InvitationForm form, Language language) =>
        CachedAsync<RespondPage>(
            (
                form.WaveId,
                language.Code,
                form.TimeZone,
                form.ClosesAt,
                form.Relationships.Count,
                form.MinimumGroup,
                FormOutline.Minutes(form.Relationships)
            ),
            () =>
                new()
                {
                    [nameof(RespondPage.Language)] = language,
                    [nameof(RespondPage.Token)] = TokenMark,
                    [nameof(RespondPage.Draft)] = DraftMark,
                    [nameof(RespondPage.Receipt)] = ReceiptMark,
                    [nameof(RespondPage.Form)] = form,
                    [nameof(RespondPage.Blocks)] = SectionsMark,
                }
        );

    private async ValueTask<string[]> CachedAsync<TComponent>(object key, Func<Dictionary<string, object?>> parameters)
        where TComponent : IComponent
    {
        if (_cache.TryGetValue(key, out string[]? known))
        {
            return known!;
        }
        var html = CompactHtml.Of(await RenderAsync<TComponent>(parameters()));
        var options = new MemoryCacheEntryOptions { Size = sizeof(char) * html.Length, SlidingExpiration = TimeSpan.FromHours(6) };
        return _cache.Set(key, Marks.Split(html), options);
    }

    private async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString()
        );
    }
}
