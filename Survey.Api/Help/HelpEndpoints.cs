using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Survey.Api.Shared;
using Survey.Db.Settings;

namespace Survey.Api.Help;

/// <summary>Explains the figures. Open to everybody, because reports are passed on.</summary>
internal static class HelpEndpoints
{
    public static void MapHelp(this IEndpointRouteBuilder routes) => routes.MapGet("/help", Page).Public();

    private static RazorComponentResult<HelpPage> Page(Visitor visitor, IOptions<PrivacyOptions> privacy) =>
        HelpPage.Of(visitor, privacy.Value);
}
