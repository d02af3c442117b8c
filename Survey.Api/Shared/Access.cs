using Survey.Db.Viewers;

namespace Survey.Api.Shared;

/// <summary>
/// Admits to addresses. Each route declares who may open it; one that declares nothing is refused (rule F1). What a viewer sees there
/// depends on the query behind it.
/// </summary>
internal static class Access
{
    /// <summary>For everybody; a token in the path may be the credential.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(IsPublic: true, _ => true));

    /// <summary>For those who have one of the rights everywhere.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, params Right[] oneOf)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(IsPublic: false, viewer => oneOf.Any(viewer.May)));

    /// <summary>For those who have the right in some units, too. The endpoint itself checks the units.</summary>
    public static TBuilder RequiresSomewhere<TBuilder>(this TBuilder builder, Right right)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(IsPublic: false, viewer => viewer.MaySomewhere(right)));

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                // The framework's own endpoints for a wrong method or content type are not ours.
                context.GetEndpoint()
                    is RouteEndpoint endpoint
                && endpoint.Metadata.GetMetadata<AccessRule>() is not { IsPublic: true }
                    ? AdmitAsync(context, endpoint.Metadata.GetMetadata<AccessRule>(), next)
                    : next(context)
        );

    private static async Task AdmitAsync(HttpContext context, AccessRule? rule, RequestDelegate next)
    {
        var visitor = await Visitor.BindAsync(context);
        if (visitor.Viewer is not { } viewer)
        {
            AskToSignIn(context, visitor);
        }
        else if (rule?.Admits(viewer) != true)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await next(context);
        }
    }

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
}

/// <summary>Metadata of a route.</summary>
internal sealed record AccessRule(bool IsPublic, Func<Viewer, bool> Admits);
