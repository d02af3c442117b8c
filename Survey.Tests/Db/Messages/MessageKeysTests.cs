using Npgsql;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Messages;

public sealed class MessageKeysTests : WithOpenWave
{
    [TestCase("(select id from person where id not in (select person_id from invitation) limit 1)", Description = "nobody invited them")]
    [TestCase("null", Description = "nobody")]
    public void A_mail_about_a_wave_goes_to_somebody_who_is_invited_to_it(string person)
    {
        AssertRefused("message_wave_id_person_id_fkey", () => Organisation.RunAsync(
                $"""
                insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before, give_up_at,
                    queued_at)
                select gen_random_uuid(), 'reminder1', wave_id, wave_id, {person}, address, language, state, not_before, give_up_at,
                    queued_at from message limit 1
                """
            ));
    }

    /// <summary>It would stay in the invitation's row, which sealing does not touch, and say who was reminded.</summary>
    [Test]
    public async Task A_reminder_leaves_no_lock_in_the_row_of_the_invitation()
    {
        await Organisation.RunAsync("update message set state = 'sent', sent_at = queued_at");
        Assert.That(await Reminders.QueueDueAsync(Test.Database, OpenWave.FirstMonday.AddDays(3), default), Is.EqualTo(26));

        Assert.That(await Organisation.ListAsync<string>("select distinct xmax::text from invitation"), Is.EqualTo(new[] { "0" }));
    }

    [Test]
    public void A_mail_without_a_wave_belongs_to_a_sign_in()
    {
        AssertRefused("message_sign_in_id_fkey", () => WithoutWaveAsync("sign_in", "gen_random_uuid()"));
        AssertRefused("message_check", () => WithoutWaveAsync("sign_in", "null"));
        AssertRefused("message_check1", () => WithoutWaveAsync("reminder1", "null"));
    }

    [TestCase("SHOP1@example.org", "shop1")]
    [TestCase("nobody@example.org", null)]
    public async Task The_mail_of_a_sign_in_names_the_person_with_its_address(string address, string? name)
    {
        var id = Guid.NewGuid();
        await Organisation.RunAsync(
            """
            insert into sign_in (id, email, created_at, expires_at) values (@id, lower(@address), @now, @now + interval '15 minutes');
            update person set name = 'shop1' where email = 'shop1@example.org'
            """,
            new
            {
                id,
                address,
                now = OpenWave.FirstMonday,
            }
        );
        await Test.Database.InTransactionAsync(connection =>
            MessageQueue.AddSignInAsync(connection, address, "fi", id, OpenWave.FirstMonday, default)
        );
        await using var connection = await Test.Database.OpenAsync();

        var claimed = await MessageClaims.ClaimAsync(
            connection,
            await MessageClaims.StartAsync(connection, default),
            1,
            OpenWave.FirstMonday,
            default
        );

        Assert.That((claimed!.Single().SignInId, claimed!.Single().PersonName), Is.EqualTo((id, name)));
    }

    [Test]
    public async Task Mails_of_an_older_database_keep_their_invitations_in_every_state()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();
        var organisation = new Organisation(test.Database);
        await Migrator.MigrateAsync(
            test.Database,
            [.. Migrator.Migrations().TakeWhile(migration => string.CompareOrdinal(migration.Name, "0027") < 0)],
            default
        );
        await organisation.RunAsync(OldMails);
        var before = await MailsAsync(organisation, "invitation.id = message.invitation_id");

        await Migrator.MigrateAsync(test.Database);

        Assert.That(before, Has.Count.EqualTo(7 * 3 * 2 + 2));
        Assert.That(
            await MailsAsync(organisation, "invitation.wave_id = message.wave_id and invitation.person_id = message.person_id"),
            Is.EqualTo(before)
        );
    }

    private static Task<IReadOnlyList<string>> MailsAsync(Organisation organisation, string join) =>
        organisation.ListAsync<string>(
            $"""
            select concat_ws(' ', message.id, kind, message.wave_id, invitation.id, sign_in_id, address, state, reason, attempts,
                worker, sent_at)
            from message left join invitation on {join} order by 1
            """
        );

    private Task<int> WithoutWaveAsync(string kind, string signIn) =>
        Organisation.RunAsync(
            $"""
            insert into message (id, kind, sign_in_id, address, language, state, not_before, give_up_at, queued_at)
            select gen_random_uuid(), '{kind}', {signIn}, address, language, state, not_before, give_up_at, queued_at from message limit 1
            """
        );

    private static void AssertRefused(string key, Func<Task<int>> writing) =>
        Assert.That(writing, Throws.TypeOf<PostgresException>().With.Property("ConstraintName").EqualTo(key));

    /// <summary>Two waves with one mail per kind and state; two sign-ins, one of a person and one of a stranger.</summary>
    private const string OldMails = """
        insert into unit (code, names, kind) values ('ROOT', '{"en":"Root"}', 'department');
        insert into person (email, name, unit_id, language, time_zone, employment)
        select number || '@example.org', 'A', id, 'fi', 'Europe/Helsinki', 'permanent' from unit, generate_series(1, 7) as number;
        insert into pulse (code, name, relationships, cron, time_zone, first_date, open_days)
        values ('p', 'P', '{*}', '0 0 9 ? * MON', 'Europe/Helsinki', '2026-01-01', 7);
        insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, opened_at, minimum_group, minimum_comments)
        select 'p' || number, pulse.id, day, 'open', 1, day, day + interval '7 days', day, 5, 10
        from pulse, generate_series(1, 2) as number, lateral (select '2026-01-05'::date + number * 7 as day) as period;
        insert into invitation (id, wave_id, person_id, language, invited_at)
        select gen_random_uuid(), wave.id, person.id, 'fi', opened_at from wave, person;
        insert into sign_in (id, email, created_at, expires_at)
        select gen_random_uuid(), email, '2026-01-12', '2026-01-13' from unnest(array['1@example.org', 'stranger@example.org']) as email;
        insert into message (id, kind, wave_id, person_id, invitation_id, address, language, state, reason, attempts, worker,
            not_before, give_up_at, queued_at, sent_at)
        select gen_random_uuid(), kind, wave_id, person_id, invitation.id,
            person_id || '@example.org', 'fi', state, state, person_id, person_id,
               invited_at, invited_at, invited_at, invited_at
        from invitation
        join unnest(array['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'cancelled']) with ordinality
            as given (state, number) on number = person_id
        cross join unnest(array['invitation', 'reminder1', 'reminder2']) as kind;
        insert into message (id, kind, person_id, sign_in_id, address, language, state, not_before, give_up_at, queued_at)
        select gen_random_uuid(), 'sign_in', person.id, sign_in.id, sign_in.email, 'fi', 'sent', created_at, expires_at, created_at
        from sign_in left join person using (email);
        """;
}
