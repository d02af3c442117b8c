namespace Survey.Api.Shared;

/// <summary>Who may open an address. What they see there depends on its query.</summary>
internal enum Audience
{
    /// <summary>Everybody; a token in the path may be the credential.</summary>
    Everybody,

    /// <summary>Published results: HR, and leads for their own units. Not administrators.</summary>
    Results,

    /// <summary>How the programme runs: HR and administrators.</summary>
    Operations,

    Hr,
}

/// <summary>The only place that grants access. An address without an audience is for HR (rule F1).</summary>
internal static class Access
{
    public static TBuilder For<TBuilder>(this TBuilder builder, Audience audience)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AudienceMetadata(audience));

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                // The framework's own endpoints for a wrong method or content type are not ours.
                var audience = context.GetEndpoint() is RouteEndpoint endpoint ? Of(endpoint) : Audience.Everybody;
                if (audience == Audience.Everybody)
                {
                    await next(context);
                    return;
                }
                var visitor = await Visitor.BindAsync(context);
                if (visitor.Viewer is null)
                {
                    AskToSignIn(context, visitor);
                }
                else if (!Admits(audience, visitor))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                }
                else
                {
                    await next(context);
                }
            }
        );

    public static Audience Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<AudienceMetadata>()?.Audience ?? Audience.Hr;

    private static bool Admits(Audience audience, Visitor visitor) =>
        audience switch
        {
            Audience.Results => visitor.SignedIn.SeesResults(),
            Audience.Operations => visitor.SignedIn is { IsHr: true } or { IsAdmin: true },
            _ => visitor.SignedIn.IsHr,
        };

    private static void AskToSignIn(HttpContext context, Visitor visitor)
    {
        if (context.IsApi())
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (HttpMethods.IsGet(context.Request.Method))
        {
            ReturnCookie.Set(context, visitor.Address);
        }
        context.Response.Redirect("/sign-in");
    }

    private sealed record AudienceMetadata(Audience Audience);
}
