using Npgsql;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Invitations;

public sealed class InvitationPartitionTests : WithOpenWave
{
    private const string InvitationKey = "invitation_relationship_invitation_id_wave_id_fkey";
    private const string GroupKey = "invitation_relationship_wave_id_relationship_id_reporting__fkey";

    [TestCase("gen_random_uuid()", "asked.reporting_group_id", InvitationKey, Description = "there is no such invitation")]
    [TestCase("first.invitation_id", "asked.reporting_group_id", InvitationKey, Description = "the invitation is of another wave")]
    [TestCase("asked.invitation_id", "first.reporting_group_id", GroupKey, Description = "the group is of another wave")]
    public async Task A_table_with_a_row_that_fits_no_invitation_or_no_reporting_group_of_its_wave_is_not_attached(
        string invitation,
        string group,
        string key
    )
    {
        var other = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(20));
        var name = InvitationPartitions.Name(other.Id);

        var attaching = () =>
            Test.Database.InTransactionAsync(async connection =>
            {
                await connection.RunAsync(
                    $"alter table invitation_relationship detach partition {name}; alter table {name} rename to asked",
                    null,
                    default
                );
                await InvitationPartitions.CreateAsync(connection, other.Id, default);
                await connection.RunAsync(
                    $"""
                    insert into {name} select asked.wave_id, {invitation}, asked.relationship_id, {group}, asked.position
                    from asked join {InvitationPartitions.Name(Wave.Id)} as first using (relationship_id) limit 1
                    """,
                    null,
                    default
                );
                await InvitationPartitions.AttachAsync(connection, other.Id, default);
            });

        Assert.That(attaching, Throws.TypeOf<PostgresException>().With.Property("ConstraintName").EqualTo(key));
    }

    [Test]
    public void The_reporting_group_of_a_row_is_one_of_its_relationship()
    {
        var mixedUp = () =>
            Organisation.RunAsync(
                """
                update invitation_relationship as asked set reporting_group_id = other.id
                from reporting_group as other where other.wave_id = asked.wave_id and other.relationship_id <> asked.relationship_id
                """
            );

        Assert.That(mixedUp, Throws.TypeOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.ForeignKeyViolation));
    }

    [Test]
    public async Task Every_opened_wave_has_the_keys_of_all()
    {
        var keys = await Organisation.ListAsync<(string, bool)>(
            """
            select concat_ws(' ', contype, confrelid::regclass), convalidated from pg_constraint
            where conrelid = @name::regclass and conparentid <> 0 order by 1
            """,
            new { name = InvitationPartitions.Name(Wave.Id) }
        );

        Assert.That(keys, Is.EqualTo(new[] { ("f invitation", true), ("f reporting_group", true), ("p -", true) }));
    }

    private static IEnumerable<TestCaseData> Reading =>
        [
            Reads("the form", true, (connection, wave) => new InvitationForms().FindAsync(connection, wave.Invitations[0].Id, default)),
            Reads("letters", true, (connection, wave) =>
                Survey.Db.Messages.MessageRelationship.ByInvitationAsync(
                    connection,
                    wave.Invitations.ToDictionary(invitation => invitation.Id, _ => wave.Id),
                    default
                )
            ),
            Reads("services to pause", false, async (connection, wave) =>
                await RelationshipPauses.ListAsync(
                    connection,
                    (await OptOuts.FindAsync(connection, wave.Invitations[0].Id, OpenWave.FirstMonday, default))!,
                    OpenWave.FirstMonday,
                    default
                )
            ),
            Reads("a pause", false, async (connection, wave) =>
                await RelationshipPauses.AddAsync(
                    connection,
                    (await OptOuts.FindAsync(connection, wave.Invitations[0].Id, OpenWave.FirstMonday, default))!,
                    "IT-ALL",
                    default
                )
            ),
            Reads("sealing", false, (connection, wave) => AnsweredInvitations.ReadAsync(connection, wave.Id, default)),
            Reads("results", false, (connection, wave) => PublicationFrame.ReadAsync(connection, wave.Id, default)),
        ];

    [TestCaseSource(nameof(Reading))]
    public async Task Of_many_waves_only_the_table_of_the_one_that_matters_is_touched(
        bool isPrepared,
        Func<NpgsqlConnection, OpenWave, Task> read
    )
    {
        var other = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(20));
        await using var connection = isPrepared ? await Test.Database.OpenPreparedAsync() : await Test.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        // More than once, so that the plan is kept.
        for (var time = 0; time < 4; time++)
        {
            await read(connection, Wave);
        }
        var touched = await connection.ListAsync<string>(
            """
            select relation::regclass::text from pg_locks join pg_class on pg_class.oid = relation
            where pid = pg_backend_pid() and relkind = 'r' and relation::regclass::text like 'invitation_relationship%'
            """,
            null,
            default
        );

        Assert.That(other.Invitations, Is.Not.Empty);
        Assert.That(touched, Is.EqualTo(new[] { InvitationPartitions.Name(Wave.Id) }));
    }

    [Test]
    public async Task A_database_with_waves_keeps_what_their_invitations_ask_about()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();
        var organisation = new Organisation(test.Database);
        await Migrator.MigrateAsync(
            test.Database,
            [.. Migrator.Migrations().TakeWhile(migration => string.CompareOrdinal(migration.Name, "0026") < 0)],
            default
        );
        await organisation.RunAsync(OldWaves);
        const string Rows = """
            select concat_ws(' ', wave.code, invitation_id, relationship_id, reporting_group_id, position)
            from invitation_relationship as asked join invitation on invitation.id = invitation_id join wave on wave.id = invitation.wave_id
            order by 1
            """;
        var before = await organisation.ListAsync<string>(Rows);

        await Migrator.MigrateAsync(test.Database);

        Assert.Multiple(async () =>
        {
            Assert.That(before, Has.Count.EqualTo(12));
            Assert.That(await organisation.ListAsync<string>(Rows), Is.EqualTo(before));
            Assert.That(
                await organisation.ListAsync<(string, int)>(
                    """
                    select asked.tableoid::regclass::text, count(*)::int from invitation_relationship as asked
                    join invitation on invitation.id = invitation_id and invitation.wave_id = asked.wave_id group by 1 order by 1
                    """
                ),
                Is.EqualTo(new[] { ("invitation_relationship_w1", 6), ("invitation_relationship_w2", 6) })
            );
            Assert.That(
                await organisation.OneAsync<int>("select count(*)::int from invitation_relationship_w3"),
                Is.Zero,
                "opened, and nobody was asked"
            );
            Assert.That(
                await organisation.OneAsync<bool>("select to_regclass('invitation_relationship_w4') is null"),
                Is.True,
                "not open yet"
            );
        });
    }

    /// <summary>Two waves with three invitations about two relationships each, one with none, and one to come.</summary>
    private const string OldWaves = """
        insert into unit (code, names, kind) values ('ROOT', '{"en":"Root"}', 'department');
        insert into person (email, name, unit_id, language, time_zone, employment)
        select number || '@example.org', 'A', id, 'fi', 'Europe/Helsinki', 'permanent' from unit, generate_series(1, 3) as number;
        insert into journey (code) values ('support');
        insert into questionnaire (journey_id, version, document, digest, created_at) select id, 1, '{}', 'x', '2026-01-01' from journey;
        insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
        select 'R' || number, unit.id, unit.id, 'department_to_employee', journey.id from unit, journey, generate_series(1, 2) as number;
        insert into pulse (code, name, relationships, cron, time_zone, first_date, open_days)
        values ('p', 'P', '{*}', '0 0 9 ? * MON', 'Europe/Helsinki', '2026-01-01', 7);
        insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, opened_at, minimum_group, minimum_comments)
        select 'p' || number, pulse.id, day, state, 1, day, day + interval '7 days', case when state <> 'planned' then day end, 5, 10
        from pulse, unnest(array['sealed', 'open', 'open', 'planned']) with ordinality as given (state, number),
             lateral (select '2026-01-05'::date + number::int * 7 as day) as period;
        insert into wave_relationship (wave_id, relationship_id, code, kind, provider_unit_id, customer_unit_id, questionnaire_id,
            minimum_group)
        select wave.id, relationship.id, relationship.code, kind, 1, 1, questionnaire.id, 5 from wave, relationship, questionnaire
            where wave.id < 3;
        insert into reporting_group (wave_id, relationship_id, customer_unit_id, invited) select wave_id, relationship_id, 1, 3
            from wave_relationship;
        insert into invitation (id, wave_id, person_id, language, invited_at)
        select gen_random_uuid(), wave.id, person.id, 'fi', opened_at from wave, person where wave.id < 3;
        insert into invitation_relationship (invitation_id, relationship_id, reporting_group_id, position)
        select invitation.id, relationship_id, reporting_group.id, relationship_id from invitation join reporting_group using (wave_id);
        """;

    private static TestCaseData Reads(string what, bool isPrepared, Func<NpgsqlConnection, OpenWave, Task> read) =>
        new TestCaseData(isPrepared, read).SetArgDisplayNames(what);
}
