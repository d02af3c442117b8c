using Survey.Db;
using Survey.Db.Cases;
using Survey.Db.Erasure;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Cases;

public sealed class CaseReadingTests : InCases
{
    [Test]
    public async Task What_is_shown_and_bad_is_a_finding_until_somebody_takes_it_up()
    {
        var finding = (await FindingsAsync(Provider)).Single(one => one.Item == "waiting");
        Assert.Multiple(() =>
        {
            Assert.That((finding.IsWeak, finding.MissesTarget, finding.GotWorse), Is.EqualTo((true, true, false)));
            Assert.That((finding.IsTakenUp, finding.MayTakeUp, finding.CaseId), Is.EqualTo((false, true, (Guid?)null)));
            Assert.That(finding.NoticeableChange, Is.InRange(0.5, 1.0));
            Assert.That(finding.Wave.Code, Is.EqualTo("W1"));
        });

        var id = await OpenedAsync();
        finding = (await FindingsAsync(Provider)).Single(one => one.Item == "waiting");
        Assert.That((finding.IsTakenUp, finding.MayTakeUp, finding.CaseId), Is.EqualTo((true, false, (Guid?)id)));
        await CaseActions.WithdrawAsync(Test.Database, Hr, id, 1, "Not ours", Now, default);
        finding = (await FindingsAsync(Provider)).Single(one => one.Item == "waiting");
        Assert.That((finding.IsTakenUp, finding.MayTakeUp, finding.CaseId), Is.EqualTo((true, true, (Guid?)null)));
    }

    [Test]
    public async Task Findings_are_of_services_whose_cases_the_viewer_sees_and_never_hidden()
    {
        Assert.That((await FindingsAsync(Hr)).Select(one => one.Figure.Relationship.Code), Has.Some.EqualTo("HR-SALES"));
        Assert.That((await FindingsAsync(Hr)).Select(one => one.Figure.Relationship.Code), Has.None.EqualTo("SALES-SALES"));
        Assert.That((await FindingsAsync(Customer)).Select(one => one.MayTakeUp), Has.None.True.And.Some.False);
        Assert.That((await FindingsAsync(Above)).Select(one => one.Figure.Relationship.Code), Has.None.EqualTo("HR-SALES"));
    }

    [Test]
    public async Task A_change_for_the_worse_is_a_finding_even_if_the_promise_is_kept()
    {
        await SetAsync("W1", "quality", 4.8);
        await PublishedWave.SealAsync(Organisation, "W2", new(2026, 2, 1));
        await SetAsync("W2", "quality", 4.1);
        await Organisation.RunAsync(
            """
            update published_verdict set verdict = 'worse' from publication_cell cell
            where cell.id = cell_id and against = 'before' and item = 'quality'
              and relationship_id = (select id from relationship where code = 'HR-SALES')
            """
        );

        var finding = (await FindingsAsync(Hr)).Single(one => one.Item == "quality" && one.Figure.Relationship.Code == "HR-SALES");
        Assert.That((finding.IsWeak, finding.MissesTarget, finding.GotWorse, finding.Wave.Code), Is.EqualTo((false, false, true, "W2")));
    }

    [Test]
    public async Task The_form_is_filled_with_the_two_leads_the_target_and_thirty_days()
    {
        await using var connection = await Test.Database.OpenAsync();
        var made = (await CaseProposal.MakeAsync(connection, Provider, "hr-sales", "waiting", "w1", Now, default))!;

        Assert.Multiple(() =>
        {
            Assert.That(made.Owners.Select(lead => lead.Name), Is.EqualTo(new[] { "Hr 1" }));
            Assert.That(made.Others.Select(lead => lead.Name), Is.EqualTo(new[] { "Sales 1" }));
            Assert.That(made.Terms, Is.EqualTo(new CaseTerms("", made.Owners[0].Id, made.Others[0].Id, Due, 4.0)));
            Assert.That(made.Figure.Value, Is.EqualTo(2.5));
            Assert.That((made.Next!.OpensOn, made.Next.ClosesOn), Is.EqualTo((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 9))));
            Assert.That((made.Next.IsTooLate(Due.AddDays(-4)), made.Next.IsTooLate(Due)), Is.EqualTo((false, true)));
        });
        var everybody = (await CaseProposal.MakeAsync(connection, Hr, "IT-ALL", "overall", "W1", Now, default))!;
        Assert.That(
            (everybody.Terms.OwnerId, everybody.Terms.TogetherId, everybody.Terms.Expected),
            Is.EqualTo(((long?)null, (long?)null, (double?)null))
        );
        Assert.That(await CaseProposal.MakeAsync(connection, Customer, "HR-SALES", "waiting", "W1", Now, default), Is.Null);
        Assert.That(await CaseProposal.MakeAsync(connection, Hr, "SALES-SALES", "waiting", "W1", Now, default), Is.Null);
    }

    [Test]
    public async Task Overdue_cases_come_first_and_ended_ones_last()
    {
        var withdrawn = await OpenedAsync("intake");
        await CaseActions.WithdrawAsync(Test.Database, Hr, withdrawn, 1, "Not ours", Now, default);
        await OpenAsync(Hr, "quality", terms: Terms() with { DueOn = Due.AddDays(-3) });
        await OpenAsync(Hr, terms: Terms() with { DueOn = new(2026, 2, 11) });
        await OpenAsync(Hr, relationship: "IT-ALL");
        await using var connection = await Test.Database.OpenAsync();

        var all = await CaseList.ReadAsync(connection, Hr, new(), 1, Now.AddDays(5), default);
        Assert.That(
            all.Cases.Select(one => $"{one.Relationship} {one.Item} {one.State.Text()} {one.IsOverdue}"),
            Is.EqualTo(
                new[]
                {
                    "HR-SALES waiting open True",
                    "HR-SALES quality open False",
                    "IT-ALL waiting open False",
                    "HR-SALES intake withdrawn False",
                }
            )
        );
        Assert.That((all.Count, all.Pages), Is.EqualTo((4, 1)));
        Assert.That(await CountAsync(Provider, new()), Is.EqualTo(3));
        Assert.That(await CountAsync(Customer, new(CaseState.Open)), Is.EqualTo(2));
        Assert.That(await CountAsync(Hr, new(Unit: "it")), Is.EqualTo(1));
        Assert.That(await CountAsync(Above, new()), Is.EqualTo(1), "leads everybody, the customers of IT");
        Assert.That((await CaseList.OfRelationshipAsync(connection, Provider, "HR-SALES", Now, default)).Count, Is.EqualTo(3));

        async Task<int> CountAsync(Survey.Db.Viewers.Viewer viewer, CaseFilter filter) =>
            (await CaseList.ReadAsync(connection, viewer, filter, null, Now, default)).Count;
    }

    [TestCase("2026-03-12T23:59:59Z", false)]
    [TestCase("2026-03-13T00:00:00Z", true)]
    public async Task A_case_is_overdue_on_the_day_after_its_day_of_UTC(string now, bool overdue)
    {
        var id = await OpenedAsync();
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That((await ViewAsync(id, now: at))!.Case.IsOverdue, Is.EqualTo(overdue));
    }

    [Test]
    public async Task The_case_of_a_lead_who_leaves_passes_to_the_units_lead_and_then_to_HR()
    {
        await Organisation.RunAsync(
            """
            insert into role_grant (email, role, unit_id, granted_at)
            select 'hr2@example.org', 'lead', id, '2026-01-01' from unit where code = 'HR'
            """
        );
        var id = (await OpenAsync(Hr, terms: Terms(owner: await PersonAsync("hr2"), together: await PersonAsync("sales1"))))!.Value;
        Assert.That((await ViewAsync(id))!.Case, Has.Property("Owner").EqualTo("Hr 2").And.Property("Together").EqualTo("Sales 1"));

        await Organisation.RunAsync("update person set active_to = '2026-02-09' where email = 'hr2@example.org'");
        Assert.That((await ViewAsync(id))!.Case.Owner, Is.EqualTo("Hr 1"));
        await Organisation.RunAsync("update unit set lead_email = null where code in ('HR', 'SALES')");
        Assert.That((await ViewAsync(id))!.Case, Has.Property("Owner").Null.And.Property("Together").Null);
    }

    [Test]
    public async Task A_case_stays_readable_when_a_person_in_it_is_forgotten()
    {
        var id = (await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1"), together: await PersonAsync("sales1"))))!.Value;
        await CaseActions.WriteAsync(Test.Database, Provider, id, "We begin on Monday.", Now, default);
        await Test.Database.InTransactionAsync(connection =>
            PersonErasure.EraseAsync(connection, "hr1@example.org", "staff@example.org", Now, default)
        );

        var view = (await ViewAsync(id))!;
        Assert.Multiple(() =>
        {
            Assert.That((view.Case.Owner, view.Case.Together), Is.EqualTo(((string?)null, "Sales 1")));
            Assert.That(
                view.History.Select(one => (one.By, one.Text)),
                Is.EqualTo(new[] { (null, null), ((string?)null, (string?)"We begin on Monday.") })
            );
            Assert.That(view.History[0].Change, Is.EqualTo("Two people answer the phone."));
        });
    }

    [Test]
    public async Task A_case_shows_the_figure_then_and_the_last_one()
    {
        var id = await OpenedAsync();
        Assert.That(
            (await ViewAsync(id))!,
            Has.Property("Then").Property("Value").EqualTo(2.5).And.Property("Now").Null.And.Property("Target").EqualTo(4.0)
        );
        await PublishedWave.SealAsync(Organisation, "W2", new(2026, 2, 1));
        await SetAsync("W2", "waiting", 3.5);
        Assert.That((await ViewAsync(id))!, Has.Property("Now").Property("Value").EqualTo(3.5).And.Property("NowWave").EqualTo("W2"));
        await PublishedWave.SealAsync(Organisation, "W3", new(2026, 2, 2), "HR-SALES");
        Assert.That((await ViewAsync(id))!, Has.Property("Now").Null.And.Property("NowWave").Null);
    }
}
