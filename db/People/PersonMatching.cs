using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;

namespace Survey.Db.People;

internal static class PersonMatching
{
    private static readonly Sentence SameOrNew = new("problems.people.sameOrNew")
    {
        Command = "import again with --same if both are one person, with --new if not (this holds for all such lines)",
    };

    private static readonly Sentence FreeAddress = new("problems.people.freeAddress")
    {
        Command = "add that person with another address, or erase that person with 'forget'",
    };

    public static async Task MatchAsync(NpgsqlConnection connection, NamesakePolicy namesakes, Problems problems, CancellationToken ct)
    {
        await ByKeyAsync(connection, ct);
        await NamesakesAsync(connection, ct);
        if (namesakes == NamesakePolicy.Same)
        {
            await TakeNamesakesAsync(connection, problems, ct);
        }
        if (namesakes != NamesakePolicy.New)
        {
            await RefuseNamesakesAsync(connection, namesakes, problems, ct);
        }
        await CheckAddressesAsync(connection, problems, ct);
    }

    public static Task<int> TakeAsync(NpgsqlConnection connection, long personId, CancellationToken ct) =>
        connection.RunAsync("update import_person set person_id = @personId", new { personId }, ct);

    /// <summary>By external id; else by address, unless row and person have different ids.</summary>
    private static async Task ByKeyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.RunAsync(
            """
            update import_person i set person_id = person.id from person where lower(person.external_id) = lower(i.external_id);
            analyze import_person
            """,
            null,
            ct
        );
        foreach (var spelling in (string[])["email", "punycode"])
        {
            await connection.RunAsync(
                $"""
                update import_person i set person_id = person.id
                from person
                where lower(person.email) = lower(i.{spelling}) and i.person_id is null
                  and (i.external_id is null or person.external_id is null)
                  and not exists (select from import_person as other where other.person_id = person.id);
                analyze import_person
                """,
                null,
                ct
            );
        }
    }

    /// <summary>Unmatched rows and people with the same name and unit, except pairs with two different ids.</summary>
    private static Task<int> NamesakesAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            create temp table import_namesake on commit drop as
            select i.line, person.id as person_id, coalesce(person.email, 'external_id ' || person.external_id) as known_by,
                   count(*) over (partition by i.line) as people, count(*) over (partition by person.id) as lines
            from import_person i
            join person on person.unit_id = i.unit_id and lower(normalize(person.name)) = lower(i.name)
            where i.person_id is null and (i.external_id is null or person.external_id is null)
              and not exists (select from import_person as other where other.person_id = person.id)
            """,
            null,
            ct
        );

    private static async Task TakeNamesakesAsync(NpgsqlConnection connection, Problems problems, CancellationToken ct)
    {
        var taken = await connection.ListAsync<Namesake>(
            """
            with taken as (
                update import_person i set person_id = namesake.person_id
                from import_namesake as namesake
                where namesake.line = i.line and namesake.people = 1 and namesake.lines = 1
                returning i.line, i.email, i.external_id, namesake.known_by
            ), done as (
                delete from import_namesake where people = 1 and lines = 1
            )
            select * from taken
            """,
            null,
            ct
        );
        foreach (var same in taken)
        {
            problems.Warn(same.Line, same.Column, new("problems.people.renamed", same.KnownBy, same.Value));
        }
    }

    private static async Task RefuseNamesakesAsync(
        NpgsqlConnection connection,
        NamesakePolicy namesakes,
        Problems problems,
        CancellationToken ct
    )
    {
        var refused = await connection.ListAsync<Namesake>(
            """
            select i.line, i.email, i.external_id, string_agg(namesake.known_by, E'\n' order by namesake.person_id) as known_by
            from import_namesake as namesake join import_person i using (line)
            group by i.line, i.email, i.external_id
            """,
            null,
            ct
        );
        foreach (var row in refused)
        {
            problems.Add(
                row.Line,
                row.Column,
                namesakes == NamesakePolicy.Same
                    ? new("problems.people.namesakes", row.Value, row.Known)
                    : new Sentence("problems.people.namesake", row.Value, row.Known).WithAdvice(SameOrNew)
            );
        }
    }

    private static async Task CheckAddressesAsync(NpgsqlConnection connection, Problems problems, CancellationToken ct)
    {
        var held = await connection.ListAsync<(int Line, string Email, string? ExternalId)>(
            """
            select i.line, i.email, person.external_id
            from import_person i
            join person on lower(person.email) = lower(i.email)
            where not exists (select from import_person as other where other.person_id = person.id)
            """,
            null,
            ct
        );
        foreach (var (line, email, id) in held)
        {
            var holder = id is null
                ? new Sentence("problems.people.addressHeld", email)
                : new Sentence("problems.people.addressHeldById", email, id);
            problems.Add(line, "email", holder.WithAdvice(FreeAddress));
        }
    }

    /// <param name="KnownBy">Addresses or ids, one a line.</param>
    private sealed record Namesake(int Line, string? Email, string? ExternalId, string KnownBy)
    {
        public string Column => Email is null ? "external_id" : "email";

        public string Value => Email ?? ExternalId!;

        public object Known => Sentence.Join(KnownBy.Split('\n'));
    }
}
