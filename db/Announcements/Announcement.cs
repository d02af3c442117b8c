using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;

namespace Survey.Db.Announcements;

public enum AnnouncementState
{
    Draft,

    /// <summary>The next wave that asks about the relationship carries it.</summary>
    Released,

    /// <summary>Not told, unless it is saved and released again.</summary>
    TakenBack,
}

/// <param name="ChangedAt">Of the last change of text or state.</param>
/// <param name="Wave">The wave that carries it; null: none yet.</param>
public sealed record Announcement(
    long Id,
    AnnouncementState State,
    LocalizedText Texts,
    string FallbackLanguage,
    DateTimeOffset ChangedAt,
    WaveName? Wave
)
{
    public Announced Told => new(Texts, FallbackLanguage);

    private const string Select = """
        select announcement.id, announcement.state, announcement.texts, announcement.fallback_language, announcement.changed_at,
               case when wave.id is not null then wave_name(wave.pulse_id, wave.period) end as wave
        from announcement left join wave on wave.id = announcement.wave_id
        """;

    /// <summary>The one that no wave carries yet, in any state; null: there is none.</summary>
    public static Task<Announcement?> ComingAsync(NpgsqlConnection connection, long relationshipId, CancellationToken ct) =>
        connection.FindAsync<Announcement>(
            $"""
            {Select}
            where announcement.relationship_id = @relationshipId and announcement.wave_id is null
            """,
            new { relationshipId },
            ct
        );

    /// <summary>The last three that waves carried, the newest first.</summary>
    public static Task<IReadOnlyList<Announcement>> CarriedAsync(NpgsqlConnection connection, long relationshipId, CancellationToken ct) =>
        connection.ListAsync<Announcement>(
            $"""
            {Select}
            where announcement.relationship_id = @relationshipId and wave.id is not null
            order by wave.opened_at desc, announcement.id desc
            limit 3
            """,
            new { relationshipId },
            ct
        );

    /// <summary>
    /// Released, for the report of a wave: with the last wave all, with an earlier one those that it and waves before carried.
    /// </summary>
    /// <returns>At most three, the newest first.</returns>
    public static Task<IReadOnlyList<Announcement>> ReportedAsync(
        NpgsqlConnection connection,
        long relationshipId,
        long waveId,
        bool isLast,
        CancellationToken ct
    ) =>
        connection.ListAsync<Announcement>(
            $"""
            {Select}
            where announcement.relationship_id = @relationshipId and announcement.state = 'released'
              and (@isLast or wave.opened_at <= (select opened_at from wave where id = @waveId))
            order by wave.opened_at desc nulls first, announcement.id desc
            limit 3
            """,
            new
            {
                relationshipId,
                waveId,
                isLast,
            },
            ct
        );
}
