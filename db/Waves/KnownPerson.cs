using Npgsql;
using Survey.Db.People;

namespace Survey.Db.Waves;

/// <param name="Email">In lower case; empty: none.</param>
/// <param name="OptedOutUntil">The last day; null with HasOptedOut: for good.</param>
internal sealed record KnownPerson(
    long Id,
    long UnitId,
    Employment Employment,
    string Language,
    string Email,
    DateOnly? ActiveFrom,
    DateOnly? ActiveTo,
    bool IsUnreachable,
    bool HasOptedOut,
    DateOnly? OptedOutUntil
)
{
    public static Task<IReadOnlyList<KnownPerson>> AllAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<KnownPerson>(
            """
            select person.id, unit_id, employment, language, coalesce(lower(email), '') as email, active_from, active_to,
                   unreachable_since is not null or email is null as is_unreachable,
                   opt_out.person_id is not null as has_opted_out, opt_out.until as opted_out_until
            from person
            left join opt_out on opt_out.person_id = person.id
            order by person.id
            """,
            null,
            ct
        );

    public bool IsActive(DateOnly day) => !(ActiveFrom > day) && !(ActiveTo < day);

    /// <summary>Opting out is the last reason, so that ignoring it (rule A2) leaves the other reasons known.</summary>
    public OpeningPerson Opening(DateOnly day, DateOnly lastDay, bool isInvitedLately) =>
        new(
            Id,
            UnitId,
            Employment,
            Language,
            Email,
            IsUnreachable ? LeftOut.Unreachable
                : ActiveFrom > day.AddDays(-LeftOut.NewcomerDays) ? LeftOut.Newcomer
                : ActiveTo < lastDay ? LeftOut.Leaver
                : isInvitedLately ? LeftOut.InvitedLately
                : HasOptedOut && !(OptedOutUntil < day) ? LeftOut.OptedOut
                : null
        );
}
