using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>Cases that go on, belong to the viewer, and are overdue or due soon.</summary>
public static class DueCases
{
    public const int DaysAhead = 14;

    private const int Most = 10;

    /// <summary>Overdue first. Those of HR belong to everybody of HR.</summary>
    public static Task<IReadOnlyList<CaseRow>> ListAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<CaseRow>(
            $"""
            {CaseRow.Select}
            where service_case.state in ('open', 'agreed') and due_on <= @last and {CaseParty.Sees(viewer)}
              and (lower(owner.email) = @Email or owner.id is null and @runsProgramme)
            order by due_on, lower(relationship.code), service_case.id
            limit @Most
            """,
            new
            {
                last = CaseParty.Today(now).AddDays(DaysAhead),
                runsProgramme = viewer.May(Right.RunProgramme),
                viewer.Email,
                today = CaseParty.Today(now),
                Most,
            },
            ct
        );
}
