using System.Globalization;

namespace Survey.Api.Shared;

internal static class RetryAfter
{
    public static void Set(HttpResponse response, TimeSpan time) =>
        response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
