using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Messages;

/// <summary>What an older program left of a sealed wave and of an open one, brought to this schema.</summary>
public sealed class OldMailsTests
{
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task MigrateAsync()
    {
        _test = await TestDatabase.CreateEmptyAsync();
        _organisation = new Organisation(_test.Database);
        await Migrator.MigrateAsync(
            _test.Database,
            [.. Migrator.Migrations().TakeWhile(migration => string.CompareOrdinal(migration.Name, "0033") < 0)],
            default
        );
        await _organisation.RunAsync(Old);
        Assert.That(await _organisation.HoldingAsync(DatabaseFiles.Bytes("Removed words")), Is.Not.Empty);

        await Migrator.MigrateAsync(_test.Database);
    }

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task Of_a_sealed_wave_only_those_who_could_not_be_reached_differ_and_an_open_one_goes_on()
    {
        Assert.That(
            await MailsAsync("sealed"),
            Is.EqualTo(
                new[]
                {
                    "1@example.org sent 0 0",
                    "2@example.org sent 0 0",
                    "3@example.org sent 0 0",
                    "4@example.org sent 0 0",
                    "5@example.org failed reason 0 0",
                    "6@example.org bounced reason 0 0",
                    "7@example.org sent 0 0",
                }
            )
        );
        Assert.That(
            await _organisation.ListAsync<string>("select concat_ws(' ', kind, state, count) from message_count"),
            Is.EqualTo(new[] { "invitation cancelled 4" })
        );
        Assert.That(
            await _organisation.OneAsync<string>(
                "select concat_ws(' ', sent_half_seconds, sent_all_seconds) from wave where state = 'sealed'"
            ),
            Is.EqualTo("3600 3600")
        );
        Assert.That(await MailsAsync("open"), Has.Count.EqualTo(7).And.Some.EqualTo("4@example.org deferred reason 3600 4 1"));
        Assert.That(
            await _organisation.ListAsync<string>("select address from message where kind = 'sign_in'"),
            Is.EqualTo(new[] { "stranger@example.org" })
        );
    }

    [Test]
    public async Task Notes_are_where_they_were_and_a_removed_comment_is_gone_from_the_files()
    {
        Assert.That(
            await _organisation.ListAsync<string>("select concat_ws(' ', tableoid::regclass, text) from note order by 1"),
            Is.EqualTo(new[] { "note_w1 Thanks 1", "note_w2 Thanks 2" })
        );
        Assert.That(await _organisation.HoldingAsync(DatabaseFiles.Bytes("Removed words")), Is.Empty);
    }

    private Task<IReadOnlyList<string>> MailsAsync(string state) =>
        _organisation.ListAsync<string>(
            """
            select concat_ws(' ', address, message.state, reason, extract(epoch from sent_at - not_before)::int, attempts, unknown_outcomes)
            from message join wave on wave.id = wave_id and wave.state = @state where kind = 'invitation' order by 1
            """,
            new { state }
        );

    private const string Old = """
        insert into unit (code, names, kind) values ('ROOT', '{"en":"Root"}', 'department');
        insert into person (email, name, unit_id, language, time_zone, employment)
        select number || '@example.org', 'A', id, 'fi', 'Europe/Helsinki', 'permanent' from unit, generate_series(1, 7) as number;
        insert into journey (code) values ('support');
        insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select 'R', unit.id, unit.id, 'department_to_employee', journey.id from unit, journey;
        insert into pulse (code, name, relationships, cron, time_zone, first_date, open_days)
        values ('p', 'P', '{*}', '0 0 9 ? * MON', 'Europe/Helsinki', '2026-01-01', 7);
        insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, opened_at, minimum_group, minimum_comments)
        select 'p' || number, pulse.id, day, state, 1, day, day + interval '7 days', day, 5, 10
        from pulse, (values (1, 'sealed'), (2, 'open')) as given (number, state),
            lateral (select '2026-01-05'::date + number * 7 as day) as period;
        insert into invitation (id, wave_id, person_id, language, invited_at)
            select gen_random_uuid(), wave.id, person.id, 'fi', opened_at from wave, person;
        insert into message (id, kind, wave_id, person_id, address, language, state, reason, attempts, unknown_outcomes, not_before,
            give_up_at, queued_at, sent_at)
        select gen_random_uuid(), 'invitation', wave_id, person_id, person_id || '@example.org', 'fi', state, 'reason', person_id, 1,
               invited_at, invited_at, invited_at, invited_at + interval '1 hour'
        from invitation
        join unnest(array['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'cancelled']) with ordinality
            as given (state, number) on number = person_id;
        insert into sign_in (id, email, created_at, expires_at)
            values (gen_random_uuid(), 'stranger@example.org', '2026-01-12', '2026-01-13');
        insert into message (id, kind, sign_in_id, address, language, state, not_before, give_up_at, queued_at)
        select gen_random_uuid(), 'sign_in', id, email, 'fi', 'sent', created_at, expires_at, created_at from sign_in;
        create table comment_w1 partition of comment for values in (1);
        create table comment_w2 partition of comment for values in (2);
        insert into comment (id, wave_id, relationship_id, question, language, text)
            select gen_random_uuid(), 1, id, 'comment', 'en', 'Removed words' from relationship;
        update comment set text = null;
        insert into note (id, wave_id, relationship_id, kind, text)
        select gen_random_uuid(), wave.id, relationship.id, 'thanks', 'Thanks ' || wave.id from wave, relationship;
        """;
}
