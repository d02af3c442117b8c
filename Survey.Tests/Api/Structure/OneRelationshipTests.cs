using Survey.Tests.Support;

namespace Survey.Tests.Api.Structure;

public sealed class OneRelationshipTests : InRelationships
{
    [Test]
    public async Task One_service_is_changed_by_the_rules_of_the_import()
    {
        var form = await OpenAsync(List + "/HR-SALES");
        var page = await form.With("customer", "HR").SendAndReadAsync(422);
        Assert.That(page.QuerySelector("#customer-error")!.TextContent, Is.EqualTo("a unit that rates itself is of kind within_team"));

        await (await OpenAsync(List + "/HR-SALES")).With("customer", "SHOP").With("owner_email", "hr2@example.org").ConfirmAndFollowAsync();

        Assert.That(
            await Organisation.OneAsync<string>(
                """
                select unit.code || ' ' || owner_email
                from relationship
                join unit on unit.id = customer_unit_id
                where relationship.code = 'HR-SALES'
                """
            ),
            Is.EqualTo("SHOP hr2@example.org")
        );
    }

    [Test]
    public async Task Before_a_service_gets_other_customers_the_page_says_how_many()
    {
        var form = await OpenAsync(List + "/HR-SALES");

        var page = await form.With("customer", "SHOP").SendAndReadAsync(422);
        var notYet = await Organisation.OneAsync<int>("select count(*)::int from audit_log");
        await (await OpenAsync(List + "/HR-SALES")).With("owner_email", "hr2@example.org").SendAndFollowAsync();

        Assert.That(
            page.QuerySelectorAll(".form-consequences li").Select(line => line.TextContent),
            Is.EqualTo(
                new[] { "HR for SHOP changes from 14 to 9 customers", "The trends of these services show a break from the next wave on" }
            )
        );
        Assert.That(notYet, Is.Zero);
    }

    [Test]
    public async Task No_wave_asks_about_a_service_that_has_ended()
    {
        await (await OpenAsync(List + "/HR-SALES", List + "/HR-SALES/end")).ConfirmAndFollowAsync();

        await OpenWave.OpenAsync(Organisation);

        Assert.That(
            await Organisation.ListAsync<string>("select code from wave_relationship order by code"),
            Is.EqualTo(new[] { "IT-ALL", "SALES-SALES" })
        );
        Assert.That(
            await Organisation.ListAsync<string>("select action || ' ' || subject from audit_log where action like '%relationship'"),
            Is.EqualTo(new[] { "ended relationship HR-SALES" })
        );
    }

    [Test]
    public async Task A_service_resumes_unless_a_unit_of_it_is_closed()
    {
        await (await OpenAsync(List + "/HR-SALES", List + "/HR-SALES/end")).ConfirmAndFollowAsync();
        await Organisation.RunAsync("update unit set closed_on = '2026-03-01' where code = 'HR'");

        Assert.That(
            await (await OpenAsync(List + "/HR-SALES", List + "/HR-SALES/resume")).SendAndFollowAsync(),
            Does.EndWith("done=refused")
        );
        await Organisation.RunAsync("update unit set closed_on = null");
        await (await OpenAsync(List + "/HR-SALES", List + "/HR-SALES/resume")).ConfirmAndFollowAsync();

        Assert.That(await Organisation.OneAsync<bool>("select ended_on is null from relationship where code = 'HR-SALES'"));
    }
}
