using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Db.Languages;

namespace Survey.Api.Respond;

/// <summary>A page behind a mailed link, where nobody is signed in.</summary>
/// <typeparam name="TPage">The page itself.</typeparam>
/// <typeparam name="TView">What the page shows.</typeparam>
public abstract class LinkPage<TPage, TView> : ComponentBase
    where TPage : LinkPage<TPage, TView>
    where TView : class
{
    [Parameter, EditorRequired]
    public required Language Language { get; set; }

    [Parameter, EditorRequired]
    public required TView View { get; set; }

    internal static RazorComponentResult<TPage> Of(Language language, TView view, int status = StatusCodes.Status200OK) =>
        new(Parameters(language, view)) { StatusCode = status };

    internal static Dictionary<string, object?> Parameters(Language language, TView view) =>
        new() { [nameof(Language)] = language, [nameof(View)] = view };
}
