using System.Net;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Responses;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

/// <summary>One person who holds everything that a person can hold is forgotten.</summary>
public sealed class ForgetCommandTests : WithSomebodyToForget
{
    [Test]
    public async Task No_table_and_no_file_holds_the_address_or_the_name_any_more()
    {
        var needles = new[] { Email, Email.ToLowerInvariant(), Name, "ZDENKA", "Qvist-77" }.Select(DatabaseFiles.Bytes).ToList();
        Assert.That(
            await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"),
            Is.EqualTo(
                new[]
                {
                    "announcement.changed_by",
                    "audit_log.actor",
                    "audit_log.subject",
                    "comment.signed_name",
                    "message.address",
                    "message.late_report",
                    "message.reason",
                    "note.name",
                    "person.email",
                    "person.external_id",
                    "person.name",
                    "pulse_letter.saved_by",
                    "recognition.passed_on_by",
                    "relationship.owner_email",
                    "role_grant.email",
                    "session.email",
                    "sign_in.email",
                    "unit.lead_email",
                }
            )
        );
        Assert.That(await Organisation.HoldingAsync(needles), Has.None.Empty);

        var run = await RunAsync("forget " + Email.ToUpperInvariant());

        Assert.That(
            run,
            Is.EqualTo(
                (
                    0,
                    """
                    ZDENKA.QVIST@EXAMPLE.ORG is forgotten
                    SHOP is left without a lead: name one in the file of units, or grant the role
                    IT-ALL is left without an owner: name one in the file of relationships
                    """.ReplaceLineEndings("\n")
                )
            )
        );
        Assert.That(await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"), Is.Empty);
        Assert.That(await Organisation.HoldingAsync(needles), Is.All.Empty);
        Assert.That(
            await Organisation.ListAsync<string>("select actor || ', ' || action || ', ' || subject from audit_log order by id"),
            Is.EqualTo(
                new[]
                {
                    "command line, granted hr, erased person 1",
                    "command line, granted hr, hr1@example.org",
                    "command line, granted lead of IT, it1@example.org",
                    "command line, granted lead of HR, erased person 1",
                    "erased person 1, comment removed, IT-ALL, W",
                    "command line, person erased, erased person 1",
                }
            )
        );
    }

    [Test]
    public async Task Everything_published_and_counted_and_everything_of_others_stays()
    {
        var before = await LeftAsync();

        await RunAsync("forget " + Email);

        Assert.That(await LeftAsync(), Is.EqualTo(before).And.Count.GreaterThan(100));
        Assert.That(
            await Organisation.OneAsync<int>("select count(*)::int from invitation where wave_id = @Id", new { Open.Id }),
            Is.EqualTo(Open.Invitations.Count)
        );
        Assert.That(
            await Organisation.OneAsync<int>("select count(*)::int from response where wave_id = @Id", new { Open.Id }),
            Is.EqualTo(1)
        );
        Assert.That(
            await Organisation.ListAsync<string>("select state from message where address = '' order by 1"),
            Is.EqualTo(new[] { "cancelled", "sent" })
        );
    }

    [Test]
    public async Task TheOpen_wave_goes_on_to_its_results_and_the_next_one_is_planned_without_the_person()
    {
        await RunAsync("forget " + Email);

        await using (var api = ApiServer.Start(Test))
        {
            var link = $"/r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, Open.Invitations.Single(one => one.Email == Email).Id)}";
            Assert.That((await api.Client.GetAsync(link)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
        await Open.RateAsync(Organisation, "HR-SALES", 3, 4, 5, 3, 4, 5);
        await Open.RateAsync(Organisation, "IT-ALL", 3, 4, 5, 3, 4, 5);
        await Open.CloseAsync(Organisation);
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Open.Id, OpenWave.FirstMonday.AddDays(35), default), Is.True);
        var next = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(56));
        Assert.That(next.Invitations, Has.Count.EqualTo(Open.Invitations.Count - 1));
    }

    [Test]
    public async Task Killed_in_the_middle_it_has_done_nothing_and_can_be_repeated()
    {
        await using (var blocker = await Test.Database.OpenAsync())
        await using (var transaction = await blocker.BeginTransactionAsync())
        {
            // Comes last, when everything has been written anew.
            await Sql.RunAsync(blocker, "lock table result_change in share mode", null, default);
            using var forget = CommandRun.Start(Test.ConnectionString, new Dictionary<string, string>(), "forget", Email);
            await Organisation.UntilBlockedAsync("result_change");
            forget.Kill();
            await forget.WaitForExitAsync();
        }
        await Organisation.UntilAsync(
            """
            select not exists (select from pg_locks join pg_stat_activity using (pid)
                               where datname = current_database() and relation = 'person'::regclass and mode = 'AccessExclusiveLock')
            """
        );
        Assert.That(await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"), Has.Count.GreaterThan(10));

        Assert.That((await RunAsync("forget " + Email)).Status, Is.Zero);
        Assert.That(await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"), Is.Empty);
    }

    [Test]
    public async Task Twice_or_misspelt_it_says_that_nothing_is_stored()
    {
        await RunAsync("forget " + Email);

        Assert.That(
            await RunAsync("forget " + Email),
            Is.EqualTo((1, $"Nothing is stored about {Email}: it is misspelt, or was forgotten before."))
        );
    }

    [Test]
    public async Task The_last_who_may_run_the_programme_is_not_forgotten()
    {
        await RunAsync("revoke hr hr1@example.org");

        var refused = await RunAsync("forget " + Email);

        Assert.That(
            refused,
            Is.EqualTo(
                (
                    1,
                    $"{Email.ToLowerInvariant()} is the only one with the role hr: grant it to somebody "
                        + "else first, for example \"grant hr EMAIL\"."
                )
            )
        );
        Assert.That(await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"), Has.Count.GreaterThan(10));
    }

    [Test]
    public async Task Somebody_from_outside_is_forgotten_like_a_person()
    {
        await RunAsync("grant hr auditor@elsewhere.example --outsider");

        var version = await Organisation.OneAsync<int>("select count(*)::int from result_change");

        Assert.That(await RunAsync("forget auditor@elsewhere.example"), Is.EqualTo((0, "auditor@elsewhere.example is forgotten")));
        Assert.That(
            await Organisation.OneAsync<int>("select count(*)::int from result_change"),
            Is.GreaterThan(version),
            "pages that were kept are made anew"
        );
        Assert.That((await RunAsync("roles")).Text, Does.Not.Contain("auditor"));
        Assert.That(await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"), Has.Count.GreaterThan(10));
    }

    [Test]
    public async Task An_address_is_found_in_each_of_its_spellings()
    {
        await RunAsync("grant hr mari@xn--trukaev-10a.example --outsider");

        Assert.That((await RunAsync("roles")).Text, Does.Contain("mari@t\u00F5rukaev.example hr"));
        Assert.That(await RunAsync("forget mari@xn--trukaev-10a.example"), Is.EqualTo((0, "mari@xn--trukaev-10a.example is forgotten")));
        Assert.That((await RunAsync("roles")).Text, Does.Not.Contain("mari@"));
    }

    [Test]
    public async Task A_name_that_another_person_has_too_stays_under_comments_and_is_said()
    {
        await Organisation.RunAsync("update person set name = @Name where email = 'shop2@example.org'", new { Name });

        var run = await RunAsync("forget " + Email);

        Assert.That(run.Text, Does.Contain("another person has the same name"));
        Assert.That(
            await Organisation.ColumnsHoldingAsync("Zdenka", "Qvist"),
            Is.EqualTo(new[] { "comment.signed_name", "note.name", "person.name" })
        );
    }

    private Task<IReadOnlyList<string>> LeftAsync() =>
        Organisation.ListAsync<string>(
            """
            select f::text from published_figure f union all select v::text from published_verdict v union all
            select p::text from published_participation p union all select h::text from blurred_histogram h union all
            select g::text from reporting_group g union all select r::text from wave_relationship r union all
            select r::text from response r union all select c.text from comment c union all
            select m::text from message m where address not ilike '%qvist%' and address <> '' union all
            select p::text from person p where email not ilike '%qvist%' order by 1
            """
        );
}
