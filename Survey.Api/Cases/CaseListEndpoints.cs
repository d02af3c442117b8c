using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Cases;
using Survey.Db.Viewers;

namespace Survey.Api.Cases;

/// <summary>Cases that the viewer may see: overdue ones first, then what goes on, then what has ended.</summary>
internal static class CaseListEndpoints
{
    public static async Task<IResult> ListAsync(
        string? state,
        string? unit,
        int? page,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (viewer, filter, now) = (visitor.SignedIn, Filter(state, unit), clock.GetUtcNow());
        await using var connection = await database.OpenAsync(ct);
        var asked = Math.Clamp(page ?? 1, 1, 1_000_000);
        var found = await CaseList.ReadAsync(connection, viewer, filter, asked, now, ct);
        if (asked > found.Pages)
        {
            asked = found.Pages;
            found = await CaseList.ReadAsync(connection, viewer, filter, asked, now, ct);
        }
        var findings = await CaseFindings.ListAsync(connection, viewer, now, ct);
        return CasesPage.Of(
            visitor,
            new()
            {
                Found = found,
                Filter = filter,
                Page = asked,
                Units = await CaseUnit.ListAsync(connection, viewer, now, ct),
                Findings = [.. findings.Where(finding => finding is { MayTakeUp: true, IsTakenUp: false })],
                Rechecks = await CaseList.RechecksAsync(connection, viewer, now, ct),
                RunsProgramme = viewer.May(Right.RunProgramme),
            }
        );
    }

    public static async Task<IResult> CsvAsync(
        string? state,
        string? unit,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var found = await CaseList.ReadAsync(connection, visitor.SignedIn, Filter(state, unit), null, clock.GetUtcNow(), ct);
        return TypedResults.File(CaseFile.Write(found.Cases), "text/csv; charset=utf-8", "survey-cases.csv");
    }

    /// <summary>What is not known does not filter.</summary>
    private static CaseFilter Filter(string? state, string? unit) =>
        new(
            Enum.GetValues<CaseState>().Cast<CaseState?>().FirstOrDefault(one => one.Text() == state),
            string.IsNullOrWhiteSpace(unit) ? null : unit.Trim()
        );
}
