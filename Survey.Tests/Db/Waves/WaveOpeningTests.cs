using Npgsql;
using Survey.Db.Responses;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves.Sampling;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WaveOpeningTests : InSmallOrganisation
{
    [Test]
    public async Task Opening_invites_every_customer_once_for_all_relationships_and_queues_one_message_each()
    {
        var wave = await OpenWave.OpenAsync(Organisation);

        var messages = await Organisation.ListAsync<string>(
            "select address from message where kind = 'invitation' and state = 'queued' order by address"
        );
        Assert.Multiple(() =>
        {
            Assert.That(wave.Invitations, Has.Count.EqualTo(26), "everybody but the three people of IT");
            Assert.That(messages, Is.EqualTo(wave.Invitations.Select(invitation => invitation.Email)));
            Assert.That(Asked(wave, "sales1@example.org"), Is.EquivalentTo(new[] { "IT-ALL", "HR-SALES", "SALES-SALES" }));
            Assert.That(Asked(wave, "shop1@example.org"), Is.EqualTo(new[] { "IT-ALL" }));
        });
    }

    [Test]
    public async Task The_database_refuses_a_second_message_of_a_kind_to_a_person_in_a_wave()
    {
        await OpenWave.OpenAsync(Organisation);

        var again = () =>
            Organisation.RunAsync(
                """
                insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before, give_up_at,
                    queued_at)
                select gen_random_uuid(), kind, wave_id, wave_id, person_id, address, language, state, not_before, give_up_at, queued_at
                from message limit 1
                """
            );

        Assert.That(again, Throws.TypeOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.UniqueViolation));
    }

    [Test]
    public async Task What_is_frozen_at_opening_does_not_follow_later_changes()
    {
        var wave = await OpenWave.OpenAsync(Organisation);
        await Organisation.RunAsync(
            """
            update pulse set minimum_group = 9;
            update unit set names = '{"en": "Renamed"}', parent_id = (select id from unit where code = 'SHOP') where code = 'SALES';
            """
        );

        var frozen = await Organisation.OneAsync<(int Group, string Name, string Parent)>(
            """
            select wave.minimum_group, own.names ->> 'en', parent.code
            from wave
            join wave_unit as own on own.wave_id = wave.id and own.code = 'SALES'
            join wave_unit as parent on parent.wave_id = wave.id and parent.unit_id = own.parent_id
            where wave.id = @Id
            """,
            new { wave.Id }
        );

        Assert.That(frozen, Is.EqualTo((5, "SALES", "ROOT")));
    }

    [Test]
    public async Task The_period_asked_about_begins_three_months_before_the_first_wave_and_then_with_the_wave_before()
    {
        var first = await OpenWave.OpenAsync(Organisation);
        await Organisation.RelationshipAsync("SHOP-SALES", "SHOP", "SALES");
        var second = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(35));
        var third = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(35 + 400));

        Assert.That(await SinceAsync(first), Is.EqualTo("HR-SALES 2025-12-02, IT-ALL 2025-12-02, SALES-SALES 2025-12-02"));
        Assert.That(
            await SinceAsync(second),
            Is.EqualTo("HR-SALES 2026-03-02, IT-ALL 2026-03-02, SALES-SALES 2026-03-02, SHOP-SALES 2026-01-06")
        );
        Assert.That(
            await SinceAsync(third),
            Is.EqualTo("HR-SALES 2026-05-11, IT-ALL 2026-05-11, SALES-SALES 2026-05-11, SHOP-SALES 2026-05-11"),
            "at most 12 months back"
        );
    }

    [Test]
    public async Task Imported_history_and_waves_that_did_not_ask_a_relationship_begin_no_period()
    {
        await PublishedWave.FreezeAsync(Organisation, "HISTORY", new DateOnly(2026, 2, 20));
        var asked = await OpenWave.OpenAsync(Organisation);
        await Organisation.RunAsync("update wave_relationship set not_asked = 'few_people' where code = 'HR-SALES'");
        var wave = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(35));

        Assert.That(await SinceAsync(asked), Does.Contain("IT-ALL 2025-12-02"));
        Assert.That(await SinceAsync(wave), Does.StartWith("HR-SALES 2026-01-06, IT-ALL 2026-03-02"));
    }

    private Task<string> SinceAsync(OpenWave wave) =>
        Organisation.OneAsync<string>(
            "select string_agg(code || ' ' || asked_since, ', ' order by code) from wave_relationship where wave_id = @Id",
            new { wave.Id }
        );

    [Test]
    public async Task A_questionnaire_that_is_changed_while_the_wave_is_open_is_asked_from_the_next_wave_on()
    {
        var wave = await OpenWave.OpenAsync(Organisation);
        await Organisation.RunAsync(
            """
            insert into questionnaire (journey_id, version, document, digest, created_at)
            select journey_id, 2, jsonb_set(document, '{name,en}', '"Changed"'), 'changed', '2026-03-03Z' from questionnaire
            """
        );
        await using var connection = await Test.Database.OpenAsync();

        var form = await new InvitationForms().FindAsync(connection, wave.Invitations[0].Id, default);
        var later = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(35));
        var next = await new InvitationForms().FindAsync(connection, later.Invitations[0].Id, default);

        Assert.That(form!.Relationships.Select(asked => asked.Questionnaire.Name.In("en")), Has.All.EqualTo("The journey SERVICE"));
        Assert.That(next!.Relationships.Select(asked => asked.Questionnaire.Name.In("en")), Has.All.EqualTo("Changed"));
    }

    [Test]
    public async Task Names_people_and_relationships_that_change_while_the_wave_is_open_change_nothing_of_it()
    {
        var wave = await OpenWave.OpenAsync(Organisation);
        var before = await FrozenAsync(wave.Id);
        await Organisation.RunAsync(
            """
            update unit set names = '{"en": "Renamed"}';
            update unit set parent_id = (select id from unit where code = 'SHOP') where code = 'SALES';
            update person set unit_id = (select id from unit where code = 'SHOP'), employment = 'contractor' where email like 'sales%';
            update person set active_to = '2026-03-03' where email like 'hr%';
            update relationship set kind = 'within_team', provider_unit_id = customer_unit_id;
            update pulse set minimum_group = 9, minimum_comments = 50, relationships = '{IT-ALL}', max_relationships = 1;
            """
        );
        await Organisation.PeopleAsync("SALES", 5);
        await using var connection = await Test.Database.OpenAsync();

        var form = await new InvitationForms().FindAsync(
            connection,
            wave.Invitations.Single(invitation => invitation.Email == "sales1@example.org").Id,
            default
        );

        Assert.That(await FrozenAsync(wave.Id), Is.EqualTo(before));
        Assert.That(form!.Relationships.Select(asked => asked.Provider.In("en")), Is.EquivalentTo(new[] { "IT", "HR", "SALES" }));
        Assert.That(form.MinimumGroup, Is.EqualTo(5));
    }

    [Test]
    public async Task Within_a_team_k_is_seven_and_comments_are_not_asked()
    {
        var wave = await OpenWave.OpenAsync(Organisation);

        var rows = await Organisation.ListAsync<(string Code, int Group, int? Comments)>(
            "select code, minimum_group, minimum_comments from wave_relationship where wave_id = @Id order by code",
            new { wave.Id }
        );

        Assert.That(rows, Is.EqualTo(new (string, int, int?)[] { ("HR-SALES", 5, 10), ("IT-ALL", 5, 10), ("SALES-SALES", 7, null) }));
    }

    [Test]
    public async Task A_relationship_that_is_not_asked_keeps_the_reason()
    {
        await Organisation.UnitAsync("LONE", "ROOT", people: 2);
        await Organisation.RelationshipAsync("LONE-ALL", "LONE", "ROOT");
        await Organisation.RelationshipAsync("SALES-HR", "SALES", "HR");

        var wave = await OpenWave.OpenAsync(Organisation);

        var reasons = await Organisation.ListAsync<(string, string)>(
            "select code, not_asked from wave_relationship where wave_id = @Id and not_asked is not null order by code",
            new { wave.Id }
        );
        Assert.That(reasons, Is.EqualTo(new[] { ("LONE-ALL", NotAsked.SmallProvider), ("SALES-HR", NotAsked.FewCustomers) }));
    }

    [Test]
    public async Task Nobody_is_invited_again_within_the_quiet_days_whatever_the_pulse()
    {
        await Organisation.PulseAsync("WEEKLY", quietDays: 14);
        await OpenWave.OpenAsync(Organisation);

        var early = await OpenWave.OpenAsync(Organisation, "WEEKLY", OpenWave.FirstMonday.AddDays(13));
        var later = await OpenWave.OpenAsync(Organisation, "WEEKLY", OpenWave.FirstMonday.AddDays(14).AddHours(-1));

        Assert.Multiple(() =>
        {
            Assert.That(early.Invitations, Is.Empty);
            Assert.That(later.Invitations, Has.Count.EqualTo(26), "days count, not hours");
        });
    }

    [Test]
    public async Task Two_pulses_that_open_at_the_same_moment_invite_each_person_once()
    {
        await Organisation.PulseAsync("OTHER");
        var first = await OpenWave.PlanAsync(Organisation, "MONTHLY", OpenWave.FirstMonday);
        var second = await OpenWave.PlanAsync(Organisation, "OTHER", OpenWave.FirstMonday);

        await Task.WhenAll(
            new[] { first, second }.Select(id =>
                Test.Database.InTransactionAsync(connection => WaveOpening.OpenAsync(connection, id, OpenWave.FirstMonday, default))
            )
        );

        Assert.That(
            await Organisation.OneAsync<int>(
                "select max(times)::int from (select count(*) as times from invitation group by person_id) as load"
            ),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task An_opening_that_is_cut_off_leaves_nothing_and_can_be_done_again()
    {
        var id = await OpenWave.PlanAsync(Organisation, "MONTHLY", OpenWave.FirstMonday);
        var cutOff = () =>
            Test.Database.InTransactionAsync(async connection =>
            {
                await WaveOpening.OpenAsync(connection, id, OpenWave.FirstMonday, default);
                await using var killer = await Test.Database.OpenAsync();
                await using var kill = new NpgsqlCommand($"select pg_terminate_backend({connection.ProcessID})", killer);
                await kill.ExecuteNonQueryAsync();
            });
        Assert.That(cutOff, Throws.InstanceOf<Exception>());

        var left = await Organisation.OneAsync<int>(
            """
            select (select count(*) from invitation)::int + (select count(*) from message)::int + (select count(*) from wave_unit)::int
                 + (select count(*) from publication_cell)::int + (select count(*) from pg_class where relname like 'response_w%')::int
                 + (select count(*) from wave where state <> 'planned')::int
            """
        );
        var invited = await Test.Database.InTransactionAsync(connection =>
            WaveOpening.OpenAsync(connection, id, OpenWave.FirstMonday, default)
        );
        var again = await Test.Database.InTransactionAsync(connection =>
            WaveOpening.OpenAsync(connection, id, OpenWave.FirstMonday, default)
        );

        Assert.Multiple(() =>
        {
            Assert.That(left, Is.Zero);
            Assert.That(invited, Is.EqualTo(26));
            Assert.That(again, Is.Null, "it is open already");
        });
    }

    /// <summary>Everything on which a wave's results depend, in words.</summary>
    private Task<string> FrozenAsync(long waveId) =>
        Organisation.OneAsync<string>(
            """
            select concat_ws(E'\n',
                (select concat_ws(' ', minimum_group, minimum_comments) from wave where id = @waveId),
                (select string_agg(row::text, ' ' order by unit_id) from wave_unit as row where wave_id = @waveId),
                (select string_agg(row::text, ' ' order by relationship_id) from wave_relationship as row where wave_id = @waveId),
                (select string_agg(row::text, ' ' order by id) from reporting_group as row where wave_id = @waveId),
                (select string_agg(row::text, ' ' order by id) from publication_cell as row where wave_id = @waveId),
                (select string_agg(row.invitation_id || ' ' || row.reporting_group_id, ' '
                    order by row.invitation_id, row.reporting_group_id)
                 from invitation_relationship as row where wave_id = @waveId))
            """,
            new { waveId }
        );

    private static IEnumerable<string> Asked(OpenWave wave, string email) =>
        wave.Invitations.Single(invitation => invitation.Email == email).Ratings.Select(rating => rating.Relationship);
}
