using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>A case with all that its page shows. Figures are published ones, of all customers of the service.</summary>
/// <param name="Then">Of the case's wave.</param>
/// <param name="Now">Of the last sealed wave that asked the same of the same units; null: none since, or not shown.</param>
/// <param name="NowWave">Null with Now.</param>
public sealed record CaseView(
    CaseRow Case,
    CaseParty Party,
    IReadOnlyList<CaseEvent> History,
    PublishedFigure? Then,
    PublishedFigure? Now,
    string? NowWave,
    double? Target
)
{
    public bool MayAgree => Case.State == CaseState.Open && (Party.LeadsCustomer || Party.RunsProgramme && Case.TogetherId is null);

    /// <summary>Change it or mark it as done.</summary>
    public bool MayChange => Party.MayDecide && Case.State is CaseState.Open or CaseState.Agreed;

    public bool MayWithdraw => Party.MayDecide && Case.State is CaseState.Open or CaseState.Agreed or CaseState.Done;

    public bool MayAskEarlier => Party.MayDecide && Case is { State: CaseState.Done, RecheckWanted: false };

    /// <summary>Write to all customers what was changed (rule E5).</summary>
    public bool MayTell => Party.MayDecide && Case.State is CaseState.Done or CaseState.Rechecked;

    /// <returns>Null: there is none, or the viewer may not see it.</returns>
    public static async Task<CaseView?> FindAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        Guid id,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var found = await connection.FindAsync<CaseRow>(
            $"""
            {CaseRow.Select}
            where service_case.id = @id and {CaseParty.Sees(viewer)}
            """,
            new
            {
                id,
                viewer.Email,
                today = CaseParty.Today(now),
            },
            ct
        );
        if (
            found is null
            || await CaseParty.FindAsync(connection, viewer, found.RelationshipId, found.WaveId, now, ct) is not { MaySee: true } party
        )
        {
            return null;
        }
        var places = await CaseFigure.ListAsync(connection, found, ct);
        var (then, latest) = (places.FirstOrDefault(place => place.WaveId == found.WaveId), places is [var first, ..] ? first : null);
        return new(
            found,
            party,
            await CaseHistory.ListAsync(connection, id, ct),
            then?.Figure,
            latest == then ? null : latest?.Figure,
            latest == then || latest?.Figure is null ? null : latest.Wave,
            then?.Target
        );
    }
}
