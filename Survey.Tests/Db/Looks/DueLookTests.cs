using Survey.Db.Looks;
using Survey.Db.Viewers;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Looks;

public sealed class DueLookTests : InLooks
{
    [Test]
    public async Task A_look_is_due_fourteen_days_after_sealing_and_overdue_the_day_after()
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));

        var check = await CheckAsync("IT-ALL", At(2, 10));

        Assert.That((check!.DueWave, check.DueOn, check.LookedOn), Is.EqualTo(("W1", new DateOnly(2026, 2, 15), (DateOnly?)null)));
        Assert.That(check.IsOverdue(new DateOnly(2026, 2, 15)), Is.False);
        Assert.That(check.IsOverdue(new DateOnly(2026, 2, 16)));
    }

    [TestCase(5)]
    [TestCase(30)]
    public async Task The_days_until_a_look_is_due_are_a_setting(int days)
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));
        await using var connection = await Test.Database.OpenAsync();

        var check = (await CheckedRelationship.FindAsync(connection, "IT-ALL", At(2, 2), days, default))!;
        var overdue = await DueLooks.OverdueByLeadAsync(connection, At(2, 1).AddDays(days + 1), days, default);

        Assert.That(check.DueOn, Is.EqualTo(new DateOnly(2026, 2, 1).AddDays(days)));
        Assert.That(overdue, Has.Count.EqualTo(3));
        Assert.That(await DueLooks.OverdueByLeadAsync(connection, At(2, 1).AddDays(days), days, default), Is.Empty);
    }

    [Test]
    public async Task A_look_ends_it_and_says_what_came_of_it()
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));

        Assert.That(await LookAsync(await LeadOfAsync("IT"), "it-all", "w1", At(2, 12)));

        var check = (await CheckAsync("IT-ALL", At(3, 20)))!;
        Assert.That((check.IsDue, check.LookedWave, check.LookedOn), Is.EqualTo((false, "W1", new DateOnly(2026, 2, 12))));
        Assert.That((check.LookedBy, check.Outcome), Is.EqualTo(("It 1", LookOutcome.NothingToDo)));
        Assert.That((await CheckAsync("HR-SALES", At(3, 20)))!.IsDue, "another relationship");
    }

    [Test]
    public async Task A_later_wave_gives_no_new_time_and_one_look_settles_both()
    {
        await SealAsync("W1", new DateOnly(2026, 1, 1));
        await SealAsync("W2", new DateOnly(2026, 2, 1));

        var check = (await CheckAsync("IT-ALL", At(2, 2)))!;
        Assert.That((check.DueWave, check.DueOn), Is.EqualTo(("W2", new DateOnly(2026, 1, 15))));

        await LookAsync(await LeadOfAsync("IT"), "IT-ALL", "W2", At(2, 2));
        Assert.That((await CheckAsync("IT-ALL", At(2, 3)))!.IsDue, Is.False);
    }

    [Test]
    public async Task A_look_at_an_earlier_wave_leaves_the_later_one_due()
    {
        await SealAsync("W1", new DateOnly(2026, 1, 1));
        await SealAsync("W2", new DateOnly(2026, 2, 1));

        await LookAsync(await LeadOfAsync("IT"), "IT-ALL", "W1", At(2, 2));

        var check = (await CheckAsync("IT-ALL", At(2, 3)))!;
        Assert.That((check.DueWave, check.DueOn, check.LookedWave), Is.EqualTo(("W2", new DateOnly(2026, 2, 15), "W1")));
    }

    [TestCase("IT", "IT-ALL", true)]
    [TestCase("ROOT", "IT-ALL", true)]
    [TestCase("SALES", "HR-SALES", false)]
    [TestCase("SHOP", "IT-ALL", false)]
    [TestCase(null, "IT-ALL", true)]
    public async Task Only_the_providers_lead_and_HR_may_look(string? unit, string relationship, bool may)
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));

        var viewer = unit is null ? Viewer.InRoles("hr1@example.org", new HeldRole(RoleGrants.Hr, [])) : await LeadOfAsync(unit);

        Assert.That(await LookAsync(viewer, relationship, "W1", At(2, 2)), Is.EqualTo(may));
        Assert.That((await CheckAsync(relationship, At(2, 3)))!.IsDue, Is.EqualTo(!may));
    }

    [Test]
    public async Task An_administrator_may_not_look()
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));

        var admin = Viewer.InRoles("admin@example.org", new HeldRole(RoleGrants.Admin, []));

        Assert.That(await LookAsync(admin, "IT-ALL", "W1", At(2, 2)), Is.False);
    }

    [Test]
    public async Task A_look_is_in_the_log_once()
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));

        await LookAsync(await LeadOfAsync("IT"), "IT-ALL", "W1", At(2, 2));
        await LookAsync(await LeadOfAsync("IT"), "IT-ALL", "W1", At(2, 3));

        Assert.That(
            await Organisation.ListAsync<string>("select concat_ws(' ', actor, action, subject) from audit_log"),
            Is.EqualTo(new[] { "it1@example.org looked at results of wave W1: nothing to do IT-ALL" })
        );
    }

    [Test]
    public async Task A_case_about_the_wave_is_a_look()
    {
        await SealAsync("W1", new DateOnly(2026, 1, 1));
        await SealAsync("W2", new DateOnly(2026, 2, 1));
        await CaseAsync("IT-ALL", "W1");
        Assert.That((await CheckAsync("IT-ALL", At(2, 12)))!.DueWave, Is.EqualTo("W2"), "it is about the wave before");

        await Organisation.RunAsync("update service_case set state = 'withdrawn', ended_at = '2026-02-11Z'");
        await CaseAsync("IT-ALL", "W2");
        await LookAsync(await LeadOfAsync("IT"), "IT-ALL", "W2", At(2, 12));

        var check = (await CheckAsync("IT-ALL", At(3, 1)))!;
        Assert.That((check.IsDue, check.Outcome, check.LookedBy), Is.EqualTo((false, LookOutcome.Case, "It 1")));
        Assert.That((await CheckAsync("HR-SALES", At(3, 1)))!.IsDue);
    }

    [TestCase("update relationship set ended_on = '2026-02-05' where code = 'IT-ALL'")]
    [TestCase("update unit set closed_on = '2026-02-05' where code = 'IT'")]
    public async Task What_has_ended_needs_no_look_and_takes_none(string end)
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));
        await Organisation.RunAsync(end);

        Assert.That(await CheckAsync("IT-ALL", At(3, 1)), Is.Null);
        Assert.That(await LookAsync(await LeadOfAsync("IT"), "IT-ALL", "W1", At(3, 1)), Is.False);
    }

    [Test]
    public async Task Imported_history_old_results_and_what_was_not_asked_need_no_look()
    {
        await PublishedWave.FreezeAsync(Organisation, "IMPORTED", new DateOnly(2026, 2, 1));
        await SealAsync("OLD", new DateOnly(2025, 1, 1));
        Assert.That((await CheckAsync("IT-ALL", At(3, 1)))!.IsDue, Is.False);

        await SealAsync("W1", new DateOnly(2026, 2, 2));
        await Organisation.RunAsync("update wave_relationship set not_asked = 'quiet' where code = 'IT-ALL'");

        Assert.That((await CheckAsync("IT-ALL", At(3, 1)))!.IsDue, Is.False);
        Assert.That((await CheckAsync("HR-SALES", At(3, 1)))!.IsDue);
    }

    [Test]
    public async Task Each_lead_is_told_the_own_overdue_looks_and_HR_those_that_nobody_leads()
    {
        await SealAsync("W1", new DateOnly(2026, 2, 1));

        Assert.That(await OverdueAsync(At(2, 15)), Is.Empty);
        Assert.That(
            await OverdueAsync(At(2, 16)),
            Is.EquivalentTo(new[] { "HR: HR-SALES", "it1@example.org: IT-ALL", "sales1@example.org: SALES-SALES" })
        );

        await Organisation.RunAsync(
            """
            update person set active_to = '2026-02-10' where email = 'it1@example.org';
            update unit set lead_email = 'shop1@example.org' where code = 'ROOT'
            """
        );
        await LookAsync(await LeadOfAsync("SALES"), "SALES-SALES", "W1", At(2, 16));

        Assert.That(await OverdueAsync(At(2, 17)), Is.EqualTo(new[] { "shop1@example.org: HR-SALES IT-ALL" }));
    }

    [Test]
    public async Task A_lead_has_the_looks_of_the_led_unit_but_not_those_of_a_lead_below()
    {
        await Organisation.RunAsync("update unit set lead_email = 'shop1@example.org' where code = 'ROOT'");
        await SealAsync("W1", new DateOnly(2026, 2, 1));
        await using var connection = await Test.Database.OpenAsync();

        var top = await DueLooks.OfLeadAsync(connection, "shop1@example.org", At(2, 2), WithinDays, default);
        var it = await DueLooks.OfLeadAsync(connection, "it1@example.org", At(2, 2), WithinDays, default);

        Assert.That(top.Checks.Select(check => check.Code), Is.EqualTo(new[] { "HR-SALES" }));
        Assert.That(it.Checks.Select(check => check.Code), Is.EqualTo(new[] { "IT-ALL" }));
    }

    private async Task<List<string>> OverdueAsync(DateTimeOffset now)
    {
        await using var connection = await Test.Database.OpenAsync();
        var overdue = await DueLooks.OverdueByLeadAsync(connection, now, WithinDays, default);
        return [.. overdue.Select(lead => $"{lead.Email ?? "HR"}: {string.Join(' ', lead.Checks.Select(check => check.Code).Order())}")];
    }

    private Task<bool> LookAsync(Viewer viewer, string relationship, string wave, DateTimeOffset now) =>
        LookRecord.AddAsync(Test.Database, viewer, relationship, wave, now, default);

    private Task<int> CaseAsync(string relationship, string wave) =>
        Organisation.RunAsync(
            """
            with opened as (
                insert into service_case (id, relationship_id, wave_id, change, due_on, state, opened_at)
                select gen_random_uuid(), relationship.id, wave.id, 'Answer within a day', '2026-03-01', 'open', '2026-02-10Z'
                from relationship, wave where relationship.code = @relationship and wave.code = @wave
                returning *
            )
            insert into service_case_event (case_id, kind, at, person_id, change)
            select opened.id, 'opened', opened_at, person.id, change from opened, person where email = 'it1@example.org'
            """,
            new { relationship, wave }
        );

    private async Task<Viewer> LeadOfAsync(string unit)
    {
        var units = await Organisation.ListAsync<long>(
            "select unit_id from unit_ancestor join unit on unit.id = ancestor_id where unit.code = @unit",
            new { unit }
        );
        return Viewer.InRoles($"{unit.ToLowerInvariant()}1@example.org", new HeldRole(RoleGrants.Lead, [.. units]));
    }
}
