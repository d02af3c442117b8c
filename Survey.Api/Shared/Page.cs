using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Db.Languages;

namespace Survey.Api.Shared;

/// <summary>A whole page. Endpoints make it with <see cref="Of"/>, so that the compiler names what a page misses.</summary>
/// <typeparam name="TPage">The page itself.</typeparam>
/// <typeparam name="TView">What the page shows.</typeparam>
public abstract class Page<TPage, TView> : ComponentBase
    where TPage : Page<TPage, TView>
    where TView : class
{
    [Parameter, EditorRequired]
    public required Visitor Visitor { get; set; }

    [Parameter, EditorRequired]
    public required TView View { get; set; }

    protected Language Texts => Visitor.Language;

    /// <param name="status">Null: the status that the response has.</param>
    internal static RazorComponentResult<TPage> Of(Visitor visitor, TView view, int? status = null) =>
        new(new Dictionary<string, object?> { [nameof(Visitor)] = visitor, [nameof(View)] = view }) { StatusCode = status };
}
