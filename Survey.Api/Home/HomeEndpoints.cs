using Microsoft.Extensions.Options;
using Survey.Api.Demo;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Demo;
using Survey.Db.Looks;
using Survey.Db.Programme;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Home;

internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder routes) => routes.MapGet("/", PageAsync).Public();

    private static async Task<IResult> PageAsync(
        Visitor visitor,
        Database database,
        IHostEnvironment environment,
        IConfiguration configuration,
        OrganisationReader organisation,
        TimeProvider clock,
        IOptions<ActingOptions> acting,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var setUp = await SetUp.ReadAsync(connection, ct);
        if (visitor.Viewer is not { } viewer)
        {
            var demo = environment.IsDevelopment() ? await DemoAccounts.ListAsync(connection, ct) : [];
            return WelcomePage.Of(
                visitor,
                new()
                {
                    SetUp = setUp,
                    MinimumGroup = (await organisation.ReadAsync(ct)).MinimumGroup,
                    Demo = demo,
                    Organisation = demo.Count == 0 ? "" : (await DemoRecords.OrganisationAsync(connection, ct)).In(visitor.Language.Code),
                    WithMails = environment.IsDevelopment() && configuration["Mail:Directory"] is { Length: > 0 },
                }
            );
        }
        var (now, days) = (clock.GetUtcNow(), acting.Value.LookWithinDays);
        return HomePage.Of(
            visitor,
            new()
            {
                SetUp = setUp,
                Content = viewer.MaySomewhere(Right.ReadResults)
                    ? await HomeContent.LoadAsync(connection, viewer, visitor.Language, clock.GetUtcNow(), ct)
                    : null,
                Looks = viewer.MaySomewhere(Right.ReadComments)
                    ? (await DueLooks.OfLeadAsync(connection, viewer.Email, now, days, ct)).Checks
                    : [],
                OverdueLooks = viewer.May(Right.RunProgramme) ? await OverdueChecks.CountAsync(connection, now, days, ct) : 0,
                Today = DateOnly.FromDateTime(now.UtcDateTime),
                Next = viewer.May(Right.RunProgramme) ? await NextWaves.ListAsync(connection, now, ct) : null,
            }
        );
    }
}
