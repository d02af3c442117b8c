using Npgsql;

namespace Survey.Db.Waves;

/// <summary>Somebody, with all that decides whether a wave may ask them, whenever it opens.</summary>
/// <param name="Email">In lower case; empty: none, and so unreachable.</param>
/// <param name="OptedOutUntil">The last day; null: for good, if <paramref name="HasOptedOut"/>.</param>
internal sealed record KnownPerson(
    long Id,
    long UnitId,
    string Employment,
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

    /// <summary>A person's own choice comes last among the reasons, so that without it the others are known.</summary>
    /// <param name="day">Of opening.</param>
    /// <param name="lastDay">Of closing.</param>
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
