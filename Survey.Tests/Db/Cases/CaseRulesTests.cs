using Npgsql;
using Survey.Db;
using Survey.Db.Cases;

namespace Survey.Tests.Db.Cases;

/// <summary>Who opens, agrees to and ends a case, and in which state (rules E1 to E3).</summary>
public sealed class CaseRulesTests : InCases
{
    [Test]
    public async Task Only_a_shown_figure_starts_a_case()
    {
        Assert.That(await RefusedAsync(() => OpenAsync(Hr, "overall", "SALES-SALES")), Does.Contain("only a figure that is shown"));
        Assert.That(await RefusedAsync(() => OpenAsync(Hr, "reason")), Does.Contain("only a figure that is shown"));
        Assert.That(await OpenAsync(Hr, wave: "NONE"), Is.Null);
        Assert.That(await OpenAsync(Hr, relationship: "NONE"), Is.Null);
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from service_case"), Is.Zero);

        Assert.That(await OpenAsync(Hr, "overall"), Is.Not.Null);
    }

    [Test]
    public async Task The_providers_lead_or_HR_opens_a_case_and_nobody_else()
    {
        Assert.That(await OpenAsync(Customer), Is.Null);
        Assert.That(await OpenAsync(Above), Is.Null);
        Assert.That(await OpenAsync(Provider), Is.Not.Null);
        Assert.That(await OpenAsync(Hr, "quality"), Is.Not.Null);
        Assert.That(
            await Organisation.ListAsync<string>("select actor || ' ' || action || ' ' || subject from audit_log order by id"),
            Is.EqualTo(new[] { "hr1@example.org opened a case HR-SALES waiting", "staff@example.org opened a case HR-SALES quality" })
        );
    }

    [Test]
    public async Task The_two_leads_and_HR_see_a_case_and_no_lead_above_them()
    {
        var id = await OpenedAsync();

        Assert.That((await ViewAsync(id, Provider))!.Party, Is.EqualTo(new CaseParty(false, true, false, await PersonAsync("hr1"))));
        Assert.That((await ViewAsync(id, Customer))!.Party.MayDecide, Is.False);
        Assert.That((await ViewAsync(id))!.Party.RunsProgramme, Is.True);
        Assert.That(await ViewAsync(id, Above), Is.Null);
        Assert.That(await CaseActions.WriteAsync(Test.Database, Above, id, "Hello", Now, default), Is.False);
    }

    [Test]
    public async Task A_new_lead_of_another_unit_does_not_see_cases_about_the_figures_of_the_old_one()
    {
        var id = await OpenedAsync();
        await Organisation.RunAsync(
            "update relationship set provider_unit_id = (select id from unit where code = 'IT') where code = 'HR-SALES'"
        );
        await Organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");

        Assert.That(await ViewAsync(id, await LeadAsync("it1", "IT")), Is.Null);
        Assert.That(await ViewAsync(id, Provider), Is.Null);
        Assert.That(await ViewAsync(id), Is.Not.Null);
    }

    [Test]
    public async Task One_case_of_a_step_goes_on_at_a_time()
    {
        var id = await OpenedAsync();
        var overall = await OpenAsync(Hr, "overall");

        Assert.That(await RefusedAsync(() => OpenAsync(Hr)), Does.Contain("taken this up already"));
        Assert.That(await RefusedAsync(() => OpenAsync(Hr, "overall")), Does.Contain("taken this up already"));
        await CaseActions.WithdrawAsync(Test.Database, Hr, id, 1, "Not ours", Now, default);
        await CaseActions.WithdrawAsync(Test.Database, Hr, overall!.Value, 1, "Not ours", Now, default);

        Assert.That(await OpenAsync(Hr), Is.Not.Null);
        Assert.That(await OpenAsync(Hr, "overall"), Is.Not.Null);
    }

    [Test]
    public async Task A_case_goes_from_open_over_agreed_to_done_and_not_back()
    {
        var id = await OpenedAsync();
        Assert.That(await CaseActions.AgreeAsync(Test.Database, Provider, id, 1, Now, default), Is.False);
        Assert.That(await CaseActions.AgreeAsync(Test.Database, Customer, id, 1, Now, default), Is.True);
        Assert.That(
            await RefusedAsync(() => CaseActions.AgreeAsync(Test.Database, Customer, id, 2, Now, default)),
            Does.Contain("“agreed”")
        );
        Assert.That(
            await RefusedAsync(() => CaseActions.AskEarlierAsync(Test.Database, Provider, id, 2, Now, default)),
            Does.Contain("“agreed”")
        );
        Assert.That(await CaseActions.DoneAsync(Test.Database, Customer, id, 2, Now, default), Is.False);
        Assert.That(await CaseActions.DoneAsync(Test.Database, Provider, id, 2, Now.AddDays(1), default), Is.True);
        Assert.That(
            await RefusedAsync(() => CaseChange.ChangeAsync(Test.Database, Provider, id, 3, Terms("Other"), Now, default)),
            Does.Contain("“done”")
        );

        var view = (await ViewAsync(id))!;
        Assert.Multiple(() =>
        {
            Assert.That((view.Case.State, view.Case.DoneAt), Is.EqualTo((CaseState.Done, Now.AddDays(1))));
            Assert.That(
                view.History.Select(one => $"{one.Kind} {one.By}"),
                Is.EqualTo(new[] { "Opened Hr 1", "Agreed Sales 1", "Done Hr 1" })
            );
        });
    }

    [Test]
    public async Task HR_agrees_where_the_other_side_is_HR_and_not_in_place_of_a_lead()
    {
        var shared = (await OpenAsync(Provider, terms: Terms(together: await PersonAsync("sales1"))))!.Value;
        var ofHr = await OpenedAsync("quality");

        Assert.That(await CaseActions.AgreeAsync(Test.Database, Hr, shared, 1, Now, default), Is.False);
        Assert.That(await CaseActions.AgreeAsync(Test.Database, Hr, ofHr, 1, Now, default), Is.True);
        Assert.That(((await ViewAsync(shared))!.MayAgree, (await ViewAsync(shared, Customer))!.MayAgree), Is.EqualTo((false, true)));

        await Organisation.RunAsync("update unit set lead_email = null where code = 'SALES'");
        Assert.That(
            await CaseActions.AgreeAsync(Test.Database, Hr, shared, 1, Now, default),
            Is.True,
            "nobody leads the customer any more"
        );
    }

    [Test]
    public async Task A_withdrawn_case_has_a_reason_and_stays_withdrawn()
    {
        var id = await OpenedAsync();
        Assert.That(
            await RefusedAsync(() => CaseActions.WithdrawAsync(Test.Database, Provider, id, 1, "", Now, default)),
            Does.Contain("empty")
        );
        Assert.That(await CaseActions.WithdrawAsync(Test.Database, Customer, id, 1, "No", Now, default), Is.False);
        Assert.That(await CaseActions.WithdrawAsync(Test.Database, Provider, id, 1, "Not ours", Now, default), Is.True);

        Assert.That(await RefusedAsync(() => CaseActions.DoneAsync(Test.Database, Hr, id, 2, Now, default)), Does.Contain("“withdrawn”"));
        Assert.That((await ViewAsync(id))!.History[^1].Text, Is.EqualTo("Not ours"));
    }

    [Test]
    public async Task The_second_of_two_sees_the_change_of_the_first()
    {
        var id = await OpenedAsync();
        await CaseChange.ChangeAsync(Test.Database, Provider, id, 1, Terms("Three people answer."), Now, default);

        Assert.That(
            await RefusedAsync(() => CaseChange.ChangeAsync(Test.Database, Hr, id, 1, Terms("Nobody answers."), Now, default)),
            Does.Contain("somebody else has changed this case")
        );
        Assert.That((await ViewAsync(id))!.Case, Has.Property("Change").EqualTo("Three people answer.").And.Property("Version").EqualTo(2));
    }

    [Test]
    public async Task Other_words_end_an_agreement_and_another_day_does_not()
    {
        var id = await OpenedAsync();
        await CaseActions.AgreeAsync(Test.Database, Customer, id, 1, Now, default);
        await CaseChange.ChangeAsync(Test.Database, Provider, id, 2, Terms() with { DueOn = Due.AddDays(7) }, Now, default);
        Assert.That((await ViewAsync(id))!.Case.State, Is.EqualTo(CaseState.Agreed));
        await CaseChange.ChangeAsync(Test.Database, Provider, id, 3, Terms("Less."), Now, default);
        Assert.That((await ViewAsync(id))!.Case.State, Is.EqualTo(CaseState.Open));
    }

    [Test]
    public async Task Terms_that_break_a_rule_are_named_field_by_field()
    {
        var (provider, customer) = (await PersonAsync("hr1"), await PersonAsync("sales1"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            OpenAsync(Hr, terms: new(new('x', 201), customer, provider, Due.AddYears(-1), 6))
        );

        Assert.That(
            refused!.Problems.Select(problem => problem.Place),
            Is.EqualTo(new[] { "change", "owner", "together", "due", "expected" })
        );
        Assert.That(await RefusedAsync(() => OpenAsync(Hr, terms: Terms("One\ntwo"))), Does.Contain("line break"));
    }

    [Test]
    public async Task The_history_only_grows()
    {
        await OpenedAsync();
        foreach (
            var sql in (string[])
                [
                    "delete from service_case_event",
                    "truncate service_case_event",
                    "update service_case_event set change = 'x'",
                    "update service_case_event set person_id = (select max(id) from person)",
                ]
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Organisation.RunAsync(sql));
            Assert.That(refused!.MessageText, Does.Contain("only grows"), sql);
        }
    }
}
