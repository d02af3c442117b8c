using Microsoft.AspNetCore.Components;

namespace Survey.Api.Shared;

/// <summary>
/// What stands in the middle of a page and may be shown to everybody who may see the same: it must follow from the results, the
/// address, the language and what the viewer may see alone. So no form that is posted (its token is one person's), no name of the viewer.
/// </summary>
/// <param name="Component">A component with <paramref name="Parameters"/>; it has a <see cref="Survey.Reports.Charts.Reader"/> at hand.</param>
/// <param name="MainClass">See <see cref="PageLayout"/>.</param>
internal sealed record PageContent(string Title, Type Component, IDictionary<string, object> Parameters, string? MainClass = null)
{
    /// <param name="parameters">As <c>new { Name = value }</c>.</param>
    public static PageContent Of<TComponent>(string title, object parameters, string? mainClass = null)
        where TComponent : IComponent =>
        new(
            title,
            typeof(TComponent),
            parameters.GetType().GetProperties().ToDictionary(member => member.Name, member => member.GetValue(parameters)!),
            mainClass
        );
}
