using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;
using Survey.Db.Messages;
using Survey.Db.Responses;
using Survey.Db.Viewers;
using Survey.Db.WaveLifecycle;

namespace Survey.Db.Erasure;

/// <param name="HasNamesake">Comments with this signature stay signed, because another person has the same name.</param>
public sealed record Erased(IReadOnlyList<string> WithoutLead, IReadOnlyList<string> WithoutOwner, bool HasNamesake);

/// <summary>
/// Erases an address, a person's or not, from all tables and their files. Answers refer to no person and stay.
/// Invitations stay without the person, so that counts stay; open links stop working.
/// </summary>
public static class PersonErasure
{
    public const string Action = "person erased";

    private static readonly Sentence GrantFirst = new("problems.erasure.grantFirst")
    {
        Command = "grant it to somebody else first, for example \"grant hr EMAIL\".",
    };

    /// <summary>Runs in the caller's transaction. Rewrites large tables, so readers wait. Accepts an address or an external id.</summary>
    /// <exception cref="RefusedException">Nothing is stored about the address, or it is the only one with the role hr.</exception>
    public static async Task<Erased> EraseAsync(
        NpgsqlConnection connection,
        string email,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await Staging.OneAtATimeAsync(connection, ct);
        await WaveOpening.WaitAsync(connection, ct);
        await WaveSealing.WaitAsync(connection, ct);
        var (who, places, held) = await FindAsync(connection, email, ct);
        if (held.Count == 0 && EmailAddress.Normalize(email) is var spelled && spelled != email)
        {
            (who, places, held) = await FindAsync(connection, spelled, ct);
        }
        if (held.Count == 0)
        {
            throw new RefusedException(new Sentence("problems.erasure.nothing", Codes.Shorten(email)));
        }
        await RefuseLastHrAsync(connection, who, now, ct);
        await TableLocks.TakeAsync(connection, string.Join(", ", held), ct);
        var left = new Erased(
            await LedAsync(connection, who, now, ct),
            await OwnedAsync(connection, who, ct),
            await HasNamesakeAsync(connection, who, ct)
        );
        await ChangeAsync(connection, places, who, ct);
        await AuditLog.AddAsync(connection, actor, Action, who.Alias, now, ct);
        // Cached pages may show a signature.
        await connection.RunAsync("insert into result_change default values", null, ct);
        return left;
    }

    private static async Task<(Held Who, IReadOnlyList<PersonalDataTable> Places, IReadOnlyList<string> Held)> FindAsync(
        NpgsqlConnection connection,
        string email,
        CancellationToken ct
    )
    {
        var who = await WhoAsync(connection, email, ct);
        var places = await PlacesAsync(connection, who, ct);
        return (who, places, await HeldAsync(connection, places, who, ct));
    }

    private static Task<Held> WhoAsync(NpgsqlConnection connection, string email, CancellationToken ct) =>
        connection.OneAsync<Held>(
            """
            select coalesce(lower(person.email), 'person ' || person.id, lower(@email)) as email, person.id as person,
                   person.name as own_name,
                   case when not exists (select from person as other where other.name = person.name and other.id <> person.id)
                        then person.name end as name,
                   'erased person ' || (select count(*) + 1 from audit_log where action = @Action) as alias
            from (values (true)) as one
            left join lateral (
                select * from person where lower(email) = lower(@email) or lower(external_id) = lower(@email)
                order by lower(email) = lower(@email) desc nulls last limit 1) as person on true
            """,
            new { email, Action },
            ct
        );

    private static async Task<IReadOnlyList<PersonalDataTable>> PlacesAsync(NpgsqlConnection connection, Held who, CancellationToken ct)
    {
        var unsealed = await connection.ListAsync<long>(
            "select id from wave where to_regclass('message_w' || id) is not null order by id",
            null,
            ct
        );
        var signed = await connection.ListAsync<long>("select distinct wave_id from comment where signed_name = @Name order by 1", who, ct);
        var wished = await connection.ListAsync<long>("select distinct wave_id from note where name = @Name order by 1", who, ct);
        return
        [
            .. unsealed.SelectMany(wave => PersonalDataTable.Mails(MessagePartitions.Name(wave))),
            .. signed.Select(wave => PersonalDataTable.Signatures(ResponsePartitions.Comments(wave))),
            .. wished.Select(wave => PersonalDataTable.Wishes(ResponsePartitions.Notes(wave))),
            .. PersonalDataTable.Shared,
        ];
    }

    private static async Task<IReadOnlyList<string>> HeldAsync(
        NpgsqlConnection connection,
        IReadOnlyList<PersonalDataTable> places,
        Held who,
        CancellationToken ct
    )
    {
        var held = new List<string>();
        foreach (var place in places)
        {
            if (
                !held.Contains(place.Table)
                && await connection.OneAsync<bool>($"select exists (select from {place.Table} where {place.Where})", who, ct)
            )
            {
                held.Add(place.Table);
            }
        }
        return held;
    }

    private static async Task ChangeAsync(
        NpgsqlConnection connection,
        IReadOnlyList<PersonalDataTable> places,
        Held who,
        CancellationToken ct
    )
    {
        var changed = new List<PersonalDataTable>();
        foreach (var place in places)
        {
            if (await connection.RunAsync($"{place.Change} where {place.Where}", who, ct) > 0)
            {
                changed.Add(place);
            }
        }
        foreach (var place in changed.DistinctBy(place => place.Table))
        {
            await (
                place.Retyped is { } retyped
                    ? TableRewrite.RetypeAsync(connection, place.Table, retyped.Column, retyped.Type, ct)
                    : TableRewrite.CopyAsync(connection, place.Table, null, ct)
            );
        }
    }

    private static async Task RefuseLastHrAsync(NpgsqlConnection connection, Held who, DateTimeOffset now, CancellationToken ct)
    {
        var hr = await connection.ListAsync<string>(
            "select distinct email from viewer_role((@now at time zone 'UTC')::date) where role = @Hr",
            new { now, RoleGrants.Hr },
            ct
        );
        if (hr is [var last] && last == who.Email)
        {
            throw new RefusedException(new Sentence("problems.erasure.lastHr", last).WithAdvice(GrantFirst));
        }
    }

    private static Task<IReadOnlyList<string>> LedAsync(NpgsqlConnection connection, Held who, DateTimeOffset now, CancellationToken ct) =>
        connection.ListAsync<string>(
            """
            select unit.code
            from viewer_role((@now at time zone 'UTC')::date) as given join unit on unit.id = given.unit_id
            where given.role = 'lead'
            group by unit.code
            having bool_and(given.email = @Email)
            order by unit.code
            """,
            new { who.Email, now },
            ct
        );

    private static Task<IReadOnlyList<string>> OwnedAsync(NpgsqlConnection connection, Held who, CancellationToken ct) =>
        connection.ListAsync<string>("select code from relationship where lower(owner_email) = @Email order by code", who, ct);

    private static Task<bool> HasNamesakeAsync(NpgsqlConnection connection, Held who, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            select @Name::text is null and (
                exists (select from comment where signed_name = @OwnName) or exists (select from note where name = @OwnName))
            """,
            who,
            ct
        );

    /// <param name="Email">In lower case; for a person without an address <see cref="AddressChanges.AddressKeySql"/>.</param>
    /// <param name="Name">Null if another person has the same name.</param>
    private sealed record Held(string Email, long? Person, string? OwnName, string? Name, string Alias);
}
