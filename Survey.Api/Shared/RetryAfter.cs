using System.Globalization;

namespace Survey.Api.Shared;

/// <summary>The header that goes with 429 and 503.</summary>
internal static class RetryAfter
{
    public static void Set(HttpResponse response, TimeSpan time) =>
        response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
