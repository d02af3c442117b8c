using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>What the form of a new case is filled with.</summary>
/// <param name="Result">The service in the wave, with its questionnaire.</param>
/// <param name="Target">Null: nothing is promised.</param>
/// <param name="Owners">Leads of the provider; empty: only HR can own it. Others: leads of the customer.</param>
/// <param name="Next">Null: no wave is planned.</param>
/// <param name="OpenCase">The case that goes on about the figure already; null: none.</param>
public sealed record CaseProposal(
    SealedWave Wave,
    RelationshipResult Result,
    PublishedFigure Figure,
    double? Target,
    IReadOnlyList<CaseLead> Owners,
    IReadOnlyList<CaseLead> Others,
    CaseTerms Terms,
    NextMeasurement? Next,
    Guid? OpenCase
)
{
    /// <summary>Days until it is due that the form offers. The first one is filled in.</summary>
    public static readonly IReadOnlyList<int> DueDays = [30, 90];

    public double? NoticeableChange => NextMeasurement.NoticeableChange(Figure);

    /// <returns>Null: no such figure, it is not shown, or the viewer may not open a case of it.</returns>
    public static async Task<CaseProposal?> MakeAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string relationship,
        string item,
        string wave,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (
            await CaseSubject.FindAsync(connection, viewer, relationship, wave, now, ct) is not { } subject
            || !await subject.IsShownAsync(connection, item, ct)
            || await SealedWaves.FindAsync(connection, wave, ct) is not { } of
        )
        {
            return null;
        }
        var results = await ResultReading.RelationshipsAsync(connection, of.Id, one => one.Id == subject.RelationshipId, ct);
        var target = results[0].Questionnaire.BreakdownPoints.FirstOrDefault(point => point.Code == item)?.Standard?.Target;
        var owners = await CaseLead.ListAsync(connection, subject.ProviderUnitId, now, ct);
        var others = await CaseLead.ListAsync(connection, subject.CustomerUnitId, now, ct);
        return new(
            of,
            results[0],
            results[0].Cell.Of(item)!,
            target,
            owners,
            others,
            new(
                "",
                owners.Count > 0 ? owners[0].Id : null,
                subject.CustomerIsRoot || others.Count == 0 ? null : others[0].Id,
                CaseParty.Today(now).AddDays(DueDays[0]),
                target
            ),
            await NextMeasurement.FindAsync(connection, subject.Relationship, now, ct),
            await OpenCaseAsync(connection, subject, item, ct)
        );
    }

    private static Task<Guid?> OpenCaseAsync(NpgsqlConnection connection, CaseSubject subject, string item, CancellationToken ct) =>
        connection.FindAsync<Guid?>(
            """
            select id from service_case
            where relationship_id = @RelationshipId and coalesce(breakdown_point, 'overall') = @item and state in ('open', 'agreed', 'done')
            """,
            new { subject.RelationshipId, item },
            ct
        );
}
