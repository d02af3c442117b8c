using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Api.Respond.Inputs;
using Survey.Api.Respond.Thanks;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.Zones;

namespace Survey.Api.Respond;

/// <summary>
/// Composes the respond form from HTML that is rendered once and cached in bounded memory: one section per relationship, wave and language,
/// and the page around the sections. Marks in the cached HTML are replaced by what is one invitation's own.
/// </summary>
internal sealed class FormPages(IServiceProvider services, Database database, IOptions<WaveOptions> waves, OrganisationReader organisation)
    : IDisposable
{
    private const int MostBytes = 48 * 1024 * 1024;

    // Random, so that no name and no question can contain a mark.
    private static readonly string Mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private static readonly string TokenMark = Mark + "t";
    private static readonly string DraftMark = Mark + "d";
    private static readonly string ReceiptMark = Mark + "r";
    private static readonly string SectionsMark = Mark + "s";
    private static readonly string CountMark = Mark + "c";
    private static readonly string InitialsMark = Mark + "i";
    private static readonly string ImprovementsMark = Mark + "b";

    /// <summary>Splits HTML at the marks; the marks are parts, too.</summary>
    private static readonly Regex Marks = new($"({Mark}[tdrscib])");

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
                    : part == InitialsMark ? HtmlEncoder.Default.Encode(Initials.Of(form.PersonName))
                    : part
                );
            }
        }
        return new FormPage(page);
    }

    /// <summary>The page after sending. What got better is told of the services that were just answered.</summary>
    public async ValueTask<FormPage> ThankAsync(string token, InvitationForm form, Language language, FormInput input)
    {
        var closes = ClosingMoment.In(form.TimeZone, form.ClosesAt, language).On;
        var results = language.WeekdayOn(LocalTime.DayOf(form.ClosesAt + waves.Value.Rest, form.TimeZone));
        var parts = await CachedAsync<NoticePage>((nameof(ThankAsync), language.Code, closes, results), () =>
            NoticePage.Parameters(language, new NoticeView("stored", TokenMark, Draft: null, closes, results, ImprovementsMark))
        );
        var better = await ImprovementsAsync(
            form,
            [.. form.Relationships.Where(asked => input.Relationships.ContainsKey(asked.Code))],
            language
        );
        return new FormPage([
            .. parts.SelectMany(part =>
                part == TokenMark ? [token]
                : part == ImprovementsMark ? better
                : [part]
            ),
        ]);
    }

    /// <summary>The form with what was entered and what is wrong with it.</summary>
    public ValueTask<FormPage> RefuseAsync(
        string token,
        InvitationForm form,
        Language language,
        FormInput input,
        IReadOnlyList<ValidationError> problems,
        int status
    ) => ShowAgainAsync(token, form, language, input, new() { [nameof(RespondPage.Problems)] = problems }, status);

    /// <summary>The form with what was entered and which services are not rated.</summary>
    public ValueTask<FormPage> ConfirmAsync(
        string token,
        InvitationForm form,
        Language language,
        FormInput input,
        IReadOnlyList<AskedRelationship> unrated
    ) => ShowAgainAsync(token, form, language, input, new() { [nameof(RespondPage.Unrated)] = unrated }, StatusCodes.Status200OK);

    public void Dispose() => _cache.Dispose();

    private async ValueTask<FormPage> ShowAgainAsync(
        string token,
        InvitationForm form,
        Language language,
        FormInput input,
        Dictionary<string, object?> reason,
        int status
    )
    {
        var html = await RenderAsync<RespondPage>(
            new(reason)
            {
                [nameof(RespondPage.Language)] = language,
                [nameof(RespondPage.Token)] = token,
                [nameof(RespondPage.Draft)] = DraftName.Of(token),
                [nameof(RespondPage.Receipt)] = (input.Receipt ?? Guid.NewGuid()).ToString(),
                [nameof(RespondPage.Initials)] = Initials.Of(form.PersonName),
                [nameof(RespondPage.Form)] = form,
                [nameof(RespondPage.Input)] = input,
            }
        );
        return new FormPage([CompactHtml.Of(html)], status);
    }

    /// <summary>The answers are stored by now, so a database that is away must not make an error of the page.</summary>
    private async ValueTask<string[]> ImprovementsAsync(InvitationForm form, IReadOnlyList<AskedRelationship> answered, Language language)
    {
        try
        {
            var ids = answered.Select(asked => asked.RelationshipId).ToArray();
            return await CachedAsync<ImprovementList>(
                (nameof(ImprovementList), form.WaveId, language.Code, string.Join(',', ids)),
                async () =>
                    new()
                    {
                        [nameof(ImprovementList.Services)] = answered,
                        [nameof(ImprovementList.Better)] = await BetterAsync(ids),
                        [nameof(ImprovementList.Language)] = language,
                    }
            );
        }
        catch (NpgsqlException problem) when (Database.IsPassing(problem))
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<Improvement>> BetterAsync(long[] relationshipIds)
    {
        await using var connection = await database.OpenAsync();
        return await Improvements.ListAsync(connection, relationshipIds, CancellationToken.None);
    }

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
    private async ValueTask<string[]> FrameAsync(InvitationForm form, Language language) =>
        await CachedAsync<RespondPage>(
            (
                await organisation.ReadAsync(CancellationToken.None),
                form.WaveId,
                language.Code,
                form.TimeZone,
                form.ClosesAt,
                form.Relationships.Count,
                form.Relationships.Count(asked => asked.IsOwnTeam),
                form.MinimumGroup,
                form.Minutes(language)
            ),
            () =>
                new()
                {
                    [nameof(RespondPage.Language)] = language,
                    [nameof(RespondPage.Token)] = TokenMark,
                    [nameof(RespondPage.Draft)] = DraftMark,
                    [nameof(RespondPage.Receipt)] = ReceiptMark,
                    [nameof(RespondPage.Initials)] = InitialsMark,
                    [nameof(RespondPage.Form)] = form,
                    [nameof(RespondPage.Blocks)] = SectionsMark,
                }
        );

    private ValueTask<string[]> CachedAsync<TComponent>(object key, Func<Dictionary<string, object?>> parameters)
        where TComponent : IComponent => CachedAsync<TComponent>(key, () => Task.FromResult(parameters()));

    private async ValueTask<string[]> CachedAsync<TComponent>(object key, Func<Task<Dictionary<string, object?>>> parameters)
        where TComponent : IComponent
    {
        if (_cache.TryGetValue(key, out string[]? known))
        {
            return known!;
        }
        var html = CompactHtml.Of(await RenderAsync<TComponent>(await parameters()));
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
