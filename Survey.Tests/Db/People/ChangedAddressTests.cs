using Npgsql;
using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.People;
using Survey.Db.Sessions;
using Survey.Tests.Support;

namespace Survey.Tests.Db.People;

/// <summary>A person stays the same when the address changes.</summary>
public sealed class ChangedAddressTests : InPeopleFile
{
    [Test]
    public async Task Two_people_exchange_their_addresses_and_everything_kept_under_them()
    {
        await ImportAsync(WithId + "1," + Row("a@example.org") + "2," + Row("b@example.org"));
        await Organisation.RunAsync(
            """
            insert into role_grant (email, role, granted_at) values ('a@example.org', 'hr', '2026-01-01'),
                ('b@example.org', 'hr', '2026-01-02'), ('b@example.org', 'admin', '2026-01-03')
            """
        );

        var counts = await ImportAsync(WithId + "1," + Row("b@example.org") + "2," + Row("a@example.org"));

        Assert.That(counts, Is.EqualTo(new ImportCounts(0, 2, 0)));
        Assert.That(
            await Organisation.ListAsync<string>("select external_id || ' ' || email from person where external_id is not null order by 1"),
            Is.EqualTo(new[] { "1 b@example.org", "2 a@example.org" })
        );
        Assert.That(
            await Organisation.ListAsync<string>("select email || ' ' || role from role_grant order by 1"),
            Is.EqualTo(new[] { "a@example.org admin", "a@example.org hr", "b@example.org hr" })
        );
    }

    [Test]
    public async Task Opt_out_pause_and_quiet_days_stay_with_the_person_and_mails_that_wait_go_to_the_new_address()
    {
        await Organisation.RunAsync(
            "update person set external_id = 'S1', hard_bounces = 2, unreachable_since = now() where email = 'shop1@example.org'"
        );
        await Organisation.RunAsync("update person set hard_bounces = 0, unreachable_since = null");
        var wave = await OpenWave.OpenAsync(Organisation);
        var id = await IdAsync("shop1@example.org");
        await using (var connection = await Test.Database.OpenAsync())
        {
            await OptOuts.PauseAsync(connection, await IdAsync("shop2@example.org"), OpenWave.FirstMonday, default);
        }
        await Organisation.RunAsync(
            "insert into relationship_pause (person_id, relationship_id, until) select @id, min(id), '2027-01-01' from relationship",
            new { id }
        );
        await Organisation.RunAsync("update person set hard_bounces = 1 where id = @id", new { id });

        await ImportAsync(WithId + "S1,shop.one@example.org,Shop 1,SHOP,en,Europe/Tallinn,permanent\n");
        await ImportAsync(Header + "shop.two@example.org,Shop 2,SHOP,en,Europe/Tallinn,permanent\n", NamesakePolicy.Same);

        Assert.Multiple(async () =>
        {
            Assert.That(
                await Organisation.ListAsync<string>(
                    """
                    select concat_ws(' ', person.email, hard_bounces, opt_out.person_id is not null,
                        relationship_pause.person_id is not null,
                        (select address || ' ' || state from message where message.person_id = person.id),
                        (select count(*) from invitation where person_id = person.id))
                    from person left join opt_out on opt_out.person_id = person.id
                        left join relationship_pause on relationship_pause.person_id = person.id
                    where person.email like 'shop.%' order by 1
                    """
                ),
                Is.EqualTo(
                    new[]
                    {
                        "shop.one@example.org 0 f t shop.one@example.org queued 1",
                        "shop.two@example.org 0 t f shop2@example.org cancelled 1",
                    }
                )
            );
        });
        var bounced = await Organisation.OneAsync<Guid>("select id from message where person_id = @id", new { id });
        await Organisation.RunAsync(
            "update message set state = 'sent', address = 'shop1@example.org' where id = @bounced",
            new { bounced }
        );
        await using (var connection = await Test.Database.OpenAsync())
        {
            await ReturnedMail.RecordHardAsync(
                connection,
                bounced,
                new ReturnReason("5.1.1", "unknown", null),
                OpenWave.FirstMonday,
                default
            );
        }
        Assert.That(
            await Organisation.OneAsync<int>("select hard_bounces from person where id = @id", new { id }),
            Is.Zero,
            "the old address came back"
        );
        await wave.CloseAsync(Organisation);
        var next = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(7));
        Assert.That(next.Invitations.Select(one => one.Email), Has.None.StartsWith("shop."), "invited a week ago");
    }

    [Test]
    public async Task Roles_and_the_log_go_with_the_person_who_has_to_sign_in_again()
    {
        await LiveAsync("it1@example.org");

        await ImportAsync(Header + "it.one@example.org,It 1,IT,en,Europe/Tallinn,permanent\n", NamesakePolicy.Same);

        Assert.That(await Organisation.ColumnsHoldingAsync("it1@"), Is.Empty);
        Assert.That(
            await Organisation.ColumnsHoldingAsync("it.one@"),
            Is.EqualTo(
                new[]
                {
                    "audit_log.actor",
                    "audit_log.subject",
                    "message.address",
                    "person.email",
                    "pulse_letter.saved_by",
                    "relationship.owner_email",
                    "role_grant.email",
                    "session.email",
                    "sign_in.email",
                    "unit.lead_email",
                }
            )
        );
        Assert.That(
            await Organisation.OneAsync<string>("select action || ' ' || subject from audit_log order by id desc limit 1"),
            Is.EqualTo("address changed it.one@example.org")
        );
        Assert.That(
            await Organisation.OneAsync<string>(
                """
                select concat_ws(' ', (select bool_and(expires_at <= @now) from session),
                    (select bool_and(expires_at <= @now) from sign_in), (select state from message where kind = 'sign_in'))
                """,
                new { now = OpenWave.FirstMonday }
            ),
            Is.EqualTo("t t cancelled")
        );
    }

    [Test]
    public async Task People_who_lost_their_address_have_no_role_and_get_no_mail()
    {
        await Organisation.RunAsync("update person set external_id = 'I1' where email = 'shop1@example.org'");
        await LiveAsync("shop1@example.org");
        await OpenWave.OpenAsync(Organisation);

        await ImportAsync(WithId + "I1,,Shop 1,SHOP,en,Europe/Tallinn,permanent\nN2,,New,IT,en,Europe/Tallinn,permanent\n");

        Assert.That(await Organisation.ColumnsHoldingAsync("shop1@"), Is.Empty);
        Assert.That(
            await Organisation.OneAsync<int>("select count(*)::int from role_grant")
                + await Organisation.OneAsync<int>("select count(lead_email)::int from unit"),
            Is.Zero
        );
        Assert.That(
            await Organisation.ListAsync<string>(
                "select distinct state from message join person on person.id = person_id where email is null"
            ),
            Is.EqualTo(new[] { "cancelled" })
        );
        await Organisation.RunAsync(
            "update message set state = 'sent', sent_at = @at where kind = 'invitation'",
            new { at = OpenWave.FirstMonday }
        );
        Assert.That(await Reminders.QueueDueAsync(Test.Database, OpenWave.FirstMonday.AddDays(4), default), Is.Positive);
        Assert.That(
            await Organisation.OneAsync<int>(
                "select count(*)::int from message where kind = 'reminder1' and person_id in (select id from person where email is null)"
            ),
            Is.Zero
        );
        await Organisation.RunAsync("update wave set state = 'closed', closes_at = @at", new { at = OpenWave.FirstMonday.AddDays(5) });
        var next = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(28));
        Assert.That(next.Invitations, Is.Not.Empty);
        Assert.That(
            await Organisation.OneAsync<int>(
                "select count(*)::int from invitation where wave_id = @Id and person_id in (select id from person where email is null)",
                new { next.Id }
            ),
            Is.Zero
        );

        await ImportAsync(WithId + "I1,back@example.org,Shop 1,SHOP,en,Europe/Tallinn,permanent\n");

        Assert.That(await Organisation.ColumnsHoldingAsync("back@"), Does.Contain("audit_log.subject").And.Contain("person.email"));
    }

    [Test]
    public async Task Somebody_without_an_address_is_forgotten_by_the_external_id()
    {
        await Organisation.RunAsync("update person set external_id = 'Zd-77', name = 'Zdenka' where email = 'it1@example.org'");
        await Organisation.RunAsync("insert into role_grant (email, role, granted_at) values ('it2@example.org', 'hr', '2026-01-01')");
        await LiveAsync("it1@example.org");
        await ImportAsync(WithId + "Zd-77,,Zdenka,IT,en,Europe/Tallinn,permanent\n");
        var needles = new[] { "Zd-77", "Zdenka", "it1@example.org", "It1@Example.Org" }.Select(DatabaseFiles.Bytes).ToList();

        var run = await CommandRun.OnAsync(Test.ConnectionString, "forget", "zd-77");

        Assert.That((run.Status, run.Error, run.Output.Split('\n')[0]), Is.EqualTo((0, "", "zd-77 is forgotten")));
        Assert.That(await Organisation.ColumnsHoldingAsync("zd"), Is.Empty);
        Assert.That(
            await Organisation.ColumnsHoldingAsync("person "),
            Is.EqualTo(new[] { "audit_log.action", "audit_log.actor", "audit_log.subject", "pulse_letter.saved_by" })
        );
        Assert.That(
            await Organisation.ListAsync<string>("select distinct subject from audit_log where subject like '%person %'"),
            Is.EqualTo(new[] { "erased person 1" })
        );
        Assert.That(await Organisation.HoldingAsync(needles), Is.All.Empty);
    }

    /// <summary>Has a role, leads, owns, has signed in and is in the log.</summary>
    private async Task LiveAsync(string email)
    {
        await Organisation.RunAsync(
            """
            insert into role_grant (email, role, granted_at) values (@email, 'admin', '2026-01-01');
            update unit set lead_email = initcap(@email) where code = 'IT';
            update relationship set owner_email = @email where code = 'IT-ALL';
            insert into pulse_letter (pulse_id, kind, language, introduction, saved_at, saved_by)
                select id, 'invitation', 'en', 'Hello', '2026-01-01', @email from pulse;
            insert into audit_log (at, actor, action, subject) values ('2026-01-01', @email, 'did', @email)
            """,
            new { email }
        );
        await Test.Database.InTransactionAsync(async connection =>
        {
            var id = await SignIns.CreateAsync(connection, email, OpenWave.FirstMonday, default);
            await MessageQueue.AddSignInAsync(connection, email, "en", id, OpenWave.FirstMonday, default);
            await BrowserSessions.StartAsync(connection, email, OpenWave.FirstMonday, default);
        });
    }
}
