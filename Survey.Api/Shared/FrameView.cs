using Microsoft.AspNetCore.Components;

namespace Survey.Api.Shared;

/// <param name="Above">For this visitor only, above the content that others get, too; null: nothing.</param>
public sealed record FrameView(string Title, RenderFragment? Above);
