using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Languages;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>
/// Composes the empty form from fragments that are rendered once: one per relationship, wave (so questionnaire version) and language, and
/// the page around them. The memory is bounded.
/// </summary>
internal sealed class FormPages(IServiceProvider services) : IDisposable
{
    private const int MaxBytes = 48 * 1024 * 1024;

    private readonly MemoryCache _fragments = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    public async ValueTask<FormPage> ComposeAsync(string token, InvitationForm form, Language language)
    {
        var texts = new List<PageText>(24);
        foreach (var (text, placeholder) in (await FrameAsync(form, language)).Parts)
        {
            texts.Add(text);
            switch (placeholder)
            {
                case Placeholder.Token:
                    texts.Add(Own(token));
                    break;
                case Placeholder.Draft:
                    texts.Add(Own(DraftName.Of(token)));
                    break;
                case Placeholder.Receipt:
                    texts.Add(Own(Guid.NewGuid().ToString()));
                    break;
                case Placeholder.Blocks:
                    await AddBlocksAsync(texts, form, language);
                    break;
            }
        }
        return new FormPage(texts);
    }

    public async ValueTask<FormPage> ThankAsync(string token, InvitationForm form, Language language)
    {
        var closes = ClosingTime.Day(form.ClosesAt, form.TimeZone, language);
        var piece = await FragmentAsync<NoticePage>((nameof(ThankAsync), language.Code, closes), () => new()
            {
                [nameof(NoticePage.Language)] = language,
                [nameof(NoticePage.Notice)] = "stored",
                [nameof(NoticePage.Token)] = CachedFragment.MarkOf(Placeholder.Token),
                [nameof(NoticePage.Closes)] = closes,
            });
        return new FormPage([
            .. piece.Parts.SelectMany(part => (PageText[])(part.Then is Placeholder.Token ? [part.Text, Own(token)] : [part.Text])),
        ]);
    }

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
        return new FormPage([.. CachedFragment.Cut(html).Parts.Select(part => part.Text)], status);
    }

    public void Dispose() => _fragments.Dispose();

    private static PageText Own(string text) => PageText.Own(Encoding.UTF8.GetBytes(text));

    private async ValueTask AddBlocksAsync(List<PageText> texts, InvitationForm form, Language language)
    {
        for (var i = 0; i < form.Relationships.Count; i++)
        {
            foreach (var (text, placeholder) in (await BlockAsync(form.WaveId, form.Relationships[i], language)).Parts)
            {
                texts.Add(text);
                if (placeholder is Placeholder.Count)
                {
                    texts.Add(Own(RespondPage.CountOf(i, form.Relationships.Count, language)));
                }
            }
        }
    }

    private ValueTask<CachedFragment> BlockAsync(long waveId, AskedRelationship relationship, Language language) =>
        FragmentAsync<RelationshipSection>((waveId, relationship.RelationshipId, language.Code), () => new()
            {
                [nameof(RelationshipSection.Relationship)] = relationship,
                [nameof(RelationshipSection.Count)] = CachedFragment.MarkOf(Placeholder.Count),
                [nameof(RelationshipSection.Input)] = new RelationshipInput(),
                [nameof(RelationshipSection.Problems)] = Array.Empty<ValidationError>(),
                [nameof(RelationshipSection.Language)] = language,
            });

    /// <summary>The key has every value of the invitation that the frame shows.</summary>
    private ValueTask<CachedFragment> FrameAsync(InvitationForm form, Language language) =>
        FragmentAsync<RespondPage>(
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
                    [nameof(RespondPage.Token)] = CachedFragment.MarkOf(Placeholder.Token),
                    [nameof(RespondPage.Draft)] = CachedFragment.MarkOf(Placeholder.Draft),
                    [nameof(RespondPage.Receipt)] = CachedFragment.MarkOf(Placeholder.Receipt),
                    [nameof(RespondPage.Form)] = form,
                    [nameof(RespondPage.Blocks)] = CachedFragment.MarkOf(Placeholder.Blocks),
                }
        );

    private async ValueTask<CachedFragment> FragmentAsync<TComponent>(object key, Func<Dictionary<string, object?>> parameters)
        where TComponent : IComponent
    {
        if (_fragments.TryGetValue(key, out CachedFragment? known))
        {
            return known!;
        }
        var piece = CachedFragment.Cut(await RenderAsync<TComponent>(parameters()));
        _fragments.Set(key, piece, new MemoryCacheEntryOptions { Size = piece.Size, SlidingExpiration = TimeSpan.FromHours(6) });
        return piece;
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
