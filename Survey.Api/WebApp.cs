using Microsoft.AspNetCore.Antiforgery;
using Survey.Api.Shared;
using Survey.Db.Settings;

namespace Survey.Api;

/// <summary>The web program: what it is made of, and every address on one screen.</summary>
internal static class WebApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Services.AddSurveyDb(builder.Configuration);
        builder.Services.AddPages(builder.Configuration);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseRouting();
        app.UseFormTokens();
        app.UseAccess();
        MapAddresses(app.MapGroup("").WithMetadata(new RequireAntiforgeryTokenAttribute()));
        return app;
    }

    /// <summary>
    /// Every folder's addresses under the audience they are for. A POST needs a form token unless it says <c>DisableAntiforgery()</c>.
    /// </summary>
    private static void MapAddresses(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").For(Audience.Everybody);
        open.MapSiteFiles();

        var results = routes.MapGroup("").For(Audience.Results);
        _ = results;

        var operations = routes.MapGroup("").For(Audience.Operations);
        _ = operations;

        var hr = routes.MapGroup("").For(Audience.Hr);
        _ = hr;
    }
}
