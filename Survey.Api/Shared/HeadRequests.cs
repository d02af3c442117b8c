namespace Survey.Api.Shared;

/// <summary>Answers HEAD as GET, without the body: link checkers of mail gateways ask so, and take a 405 for a broken link.</summary>
internal static class HeadRequests
{
    /// <summary>Only the routing sees a GET; the server itself still knows the HEAD and leaves the body out.</summary>
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsHead(context.Request.Method))
                {
                    context.Request.Method = HttpMethods.Get;
                }
                return next(context);
            }
        );
}
