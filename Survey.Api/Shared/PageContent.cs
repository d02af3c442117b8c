using Microsoft.AspNetCore.Components;

namespace Survey.Api.Shared;

/// <summary>
/// The content of a cached page. It must depend only on the results, the address, the language, the viewer's rights and what
/// <see cref="PageCache.ShowAsync"/> is told beside. So it has no form that is posted (a form
/// token belongs to one person) and no name of the viewer.
/// </summary>
/// <param name="Body">Gets a cascading <see cref="Survey.Reports.Charts.Reader"/>.</param>
internal sealed record PageContent(string Title, RenderFragment Body);
