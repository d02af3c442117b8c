using Survey.Db;
using Survey.Db.Cases;
using Survey.Db.Viewers;

namespace Survey.Api.Demo;

/// <summary>
/// Opens, agrees to and ends the demo's cases; sealing gives the word. Each step is left out if it was made before: an interrupted load
/// goes on where it stopped.
/// </summary>
internal sealed class DemoCases(Database database, DemoStory story)
{
    public async Task ActAsync(DemoWave wave, DateTimeOffset sealedAt, CancellationToken ct)
    {
        foreach (var one in story.Cases.Where(one => wave.IsTurn(one.Relationship, one.Turn)))
        {
            var openedAt = sealedAt.AddDays(1);
            if (await FindAsync(one, wave, openedAt, ct) is null)
            {
                await OpenAsync(one, wave, openedAt, ct);
            }
            if (one.AgreedBy is { } other && await FindAsync(one, wave, openedAt, ct) is { State: CaseState.Open } open)
            {
                var now = openedAt.AddDays(2);
                await CaseActions.AgreeAsync(database, DemoAccounts.ViewerOf(other), open.Id, open.Version, now, ct);
                if (one.Note is { } note)
                {
                    await CaseActions.WriteAsync(database, DemoAccounts.ViewerOf(other), open.Id, note, now, ct);
                }
            }
            if (
                one.DoneAfter is { } days
                && await FindAsync(one, wave, openedAt, ct) is { State: CaseState.Open or CaseState.Agreed } goesOn
            )
            {
                await CaseActions.DoneAsync(
                    database,
                    DemoAccounts.ViewerOf(one.Lead),
                    goesOn.Id,
                    goesOn.Version,
                    openedAt.AddDays(days),
                    ct
                );
            }
        }
    }

    private async Task OpenAsync(DemoCase one, DemoWave wave, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var viewer = DemoAccounts.ViewerOf(one.Lead);
        var proposal = await CaseProposal.MakeAsync(connection, viewer, one.Relationship, one.Step, wave.Code, now, ct);
        var terms = proposal!.Terms with { Change = one.Change, DueOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(one.DueAfter) };
        await new CaseOpening(one.Relationship, one.Step, wave.Code, terms).OpenAsync(database, viewer, now, ct);
    }

    private async Task<CaseRow?> FindAsync(DemoCase one, DemoWave wave, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var cases = await CaseList.OfRelationshipAsync(connection, DemoAccounts.ViewerOf(one.Lead), one.Relationship, now, ct);
        return cases.FirstOrDefault(row => row.Item == one.Step && row.Wave == wave.Code);
    }
}
