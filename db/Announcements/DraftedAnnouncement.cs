using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Announcements;

/// <summary>A draft that waits for its release.</summary>
/// <param name="Code">Of the relationship.</param>
public sealed record DraftedAnnouncement(string Code, LocalizedText Provider)
{
    /// <summary>The oldest first.</summary>
    public static Task<IReadOnlyList<DraftedAnnouncement>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<DraftedAnnouncement>(
            """
            select relationship.code, unit.names as provider
            from announcement
            join relationship on relationship.id = announcement.relationship_id and relationship.ended_on is null
            join unit on unit.id = relationship.provider_unit_id
            where announcement.state = 'draft'
            order by announcement.changed_at, announcement.id
            """,
            null,
            ct
        );
}
