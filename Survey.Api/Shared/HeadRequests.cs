namespace Survey.Api.Shared;

/// <summary>Answers HEAD like GET without the body: link checkers of mail gateways use HEAD and take 405 for a broken link.</summary>
internal static class HeadRequests
{
    /// <summary>Only the routing sees a GET; the server still knows the HEAD and omits the body.</summary>
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
