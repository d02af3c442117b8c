using Microsoft.AspNetCore.Components;
using Survey.Reports.Charts;

namespace Survey.Api.Shared;

/// <summary>The content of a cached page as a component, see <see cref="PageContent"/>.</summary>
/// <typeparam name="TPage">The page itself.</typeparam>
/// <typeparam name="TView">What the page shows.</typeparam>
public abstract class ContentPage<TPage, TView> : ChartComponent
    where TPage : ContentPage<TPage, TView>
    where TView : class
{
    [Parameter, EditorRequired]
    public required TView View { get; set; }

    internal static PageContent Of(string title, TView view) => new(title, builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.AddComponentParameter(1, nameof(View), view);
            builder.CloseComponent();
        });
}
