using Survey.Api.Shared;

namespace Survey.Api.Respond;

internal static class RespondScript
{
    public static SiteScript File { get; } = SiteScript.Embedded("respond");
}
