using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db.Settings;

namespace Survey.Api.Help;

/// <summary>Explains the figures. Open to everybody, because reports are passed on.</summary>
internal static class HelpEndpoints
{
    public static void MapHelp(this IEndpointRouteBuilder routes) => routes.MapGet("/help", PageAsync).Public();

    private static async Task<RazorComponentResult<HelpPage>> PageAsync(
        Visitor visitor,
        OrganisationReader organisation,
        CancellationToken ct
    ) => HelpPage.Of(visitor, await organisation.ReadAsync(ct));
}
