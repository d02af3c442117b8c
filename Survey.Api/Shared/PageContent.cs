using Microsoft.AspNetCore.Components;

namespace Survey.Api.Shared;

/// <summary>
/// The content of a cached page. It must depend only on the results, the address, the language and the viewer's rights. So it has no form
/// that is posted (a form token belongs to one person) and no name of the viewer.
/// </summary>
/// <param name="Component">Gets <paramref name="Parameters"/> and a cascading <see cref="Survey.Reports.Charts.Reader"/>.</param>
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
