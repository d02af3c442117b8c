using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Survey.Api.Programme.Checklist;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Announcements;
using Survey.Db.Looks;
using Survey.Db.Messages;
using Survey.Db.People;
using Survey.Db.Programme;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Programme;

/// <summary>How the programme runs. Nothing here tells what, or who, has answered.</summary>
internal static class ProgrammeEndpoints
{
    private const int MaxMails = 500;
    private const string Messages = "/programme/messages";

    public static void MapProgramme(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/programme", OverviewAsync).Requires(Right.RunProgramme, Right.Operate);
        // They name people whose invitation was not delivered.
        var people = routes.MapGroup("").Requires(Right.RunProgramme);
        people.MapGet(Messages, MessagesAsync);
        people.MapPost(Messages + "/{id:guid}/again", SendAgainAsync);
        people.MapPost("/programme/people/{id:long}/reachable", ReachableAsync);
    }

    private static async Task<IResult> OverviewAsync(
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        IOptions<ActingOptions> acting,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var facts = await SetUpFacts.ReadAsync(connection, clock.GetUtcNow(), ct);
        if (!facts.IsApproved && visitor.SignedIn.May(Right.RunProgramme))
        {
            return await ChecklistEndpoints.ShowAsync(visitor, database, organisation, clock, ct);
        }
        return OverviewPage.Of(
            visitor,
            new()
            {
                Waves = await WaveProgress.CountByStateAsync(connection, ct),
                Next = await NextWaves.ListAsync(connection, clock.GetUtcNow(), ct),
                Waiting = await MailWaiting.ReadAsync(connection, clock.GetUtcNow(), ct),
                Undelivered = await WaveMails.CountUndeliveredAsync(connection, ct),
                UnitsWithoutLead = facts.UnitsWithoutLead,
                OverdueLooks = await OverdueChecks.CountAsync(connection, clock.GetUtcNow(), acting.Value.LookWithinDays, ct),
                Drafts = visitor.SignedIn.May(Right.RunProgramme) ? await DraftedAnnouncement.ListAsync(connection, ct) : [],
                Problems = await ProgrammeProblems.ReadAsync(connection, ct),
                Now = clock.GetUtcNow(),
            }
        );
    }

    private static async Task<RazorComponentResult<MessagesPage>> MessagesAsync(
        string? done,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        return MessagesPage.Of(
            visitor,
            new()
            {
                Mails = await WaveMails.UndeliveredAsync(connection, null, MaxMails, now, ct),
                Reasons = await FailedInvitations.CountAsync(connection, null, now, ct),
                Refusing = await RefusingDomains.ListAsync(connection, null, now - RefusingDomains.Recent, ct),
                Complaints = await Complaints.AtLeastAsync(connection, now, ct),
                Unreachable = await UnreachablePeople.ListAsync(connection, MaxMails, ct),
                Done = MessagesPage.Actions.Contains(done) ? done : null,
            }
        );
    }

    private static async Task<RedirectHttpResult> SendAgainAsync(
        Guid id,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var isSent = await FailedInvitations.SendOneAgainAsync(database, id, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
        return TypedResults.Redirect($"{Messages}?done={(isSent ? "again" : "late")}");
    }

    private static async Task<RedirectHttpResult> ReachableAsync(long id, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await UnreachablePeople.ReachableAsync(connection, id, ct);
        return TypedResults.Redirect($"{Messages}?done=reachable");
    }
}
