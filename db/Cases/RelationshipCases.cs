using System.Globalization;
using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>The cases of one service for a viewer. Empty for those who may not see them (rule E2).</summary>
/// <param name="MayOpen">The viewer may take up figures of the service's last sealed wave.</param>
/// <param name="Cases">Open and ended, in the order of the waves that they answer.</param>
public sealed record RelationshipCases(bool MayOpen, IReadOnlyList<CaseRow> Cases)
{
    public static RelationshipCases None { get; } = new(false, []);

    /// <summary>Equal only if nothing differs that a report shows of them. A cached page depends on it (rule F2).</summary>
    public string Key =>
        string.Join(
            '\n',
            Cases
                .Select(one =>
                    string.Create(CultureInfo.InvariantCulture, $"{one.Id} {one.Version} {one.State} {one.IsOverdue} {one.Owner}")
                )
                .Prepend($"{MayOpen}")
        );

    /// <param name="relationship">Its code.</param>
    public static async Task<RelationshipCases> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string relationship,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        new(
            await connection.FindAsync<bool?>(
                $"""
                select {CaseParty.Decides(viewer)}
                from relationship
                join wave_relationship asked on asked.relationship_id = relationship.id and asked.not_asked is null
                join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                where lower(relationship.code) = lower(@relationship) and relationship.ended_on is null
                order by wave.closed_at desc, wave.id desc
                limit 1
                """,
                new
                {
                    relationship,
                    viewer.Email,
                    today = CaseParty.Today(now),
                },
                ct
            ) ?? false,
            await CaseList.OfRelationshipAsync(connection, viewer, relationship, now, ct)
        );

    /// <summary>The case that goes on about a figure; null: none.</summary>
    /// <param name="item">overall or a step's code.</param>
    public CaseRow? GoingOn(string item) => Cases.FirstOrDefault(one => one.Item == item && one.GoesOn);

    /// <summary>A, B, C ... in the order of the list; after Z come A2, B2 ...</summary>
    public string Letter(CaseRow row)
    {
        var place = Cases.Index().First(one => one.Item == row).Index;
        return $"{(char)('A' + place % 26)}{(place < 26 ? "" : place / 26 + 1)}";
    }
}
