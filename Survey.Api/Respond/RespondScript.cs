using Survey.Api.Shared;

namespace Survey.Api.Respond;

/// <summary>The one script of the answer pages.</summary>
internal static class RespondScript
{
    public static SiteScript File { get; } = SiteScript.Embedded("respond");
}
