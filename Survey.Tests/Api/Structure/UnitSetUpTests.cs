using Survey.Tests.Support;

namespace Survey.Tests.Api.Structure;

public sealed class UnitSetUpTests : WithServer
{
    private const string List = "/programme/units";

    [Test]
    public async Task A_unit_is_added_below_another_with_a_code_made_from_its_name()
    {
        var form = await OpenAsync(List);

        var address = await form.With("name.en", "Łódź Front-Desk")
            .With("name.fi", "Vastaanotto")
            .With("parent", "SHOP")
            .SendAndFollowAsync();

        Assert.That(address, Is.EqualTo(List + "?done=added"));
        Assert.That(
            await Organisation.OneAsync<string>(
                """
                select unit.code || ' ' || (unit.names ->> 'fi') || ' ' || parent.code
                from unit
                join unit parent on parent.id = unit.parent_id
                order by unit.id desc
                limit 1
                """
            ),
            Is.EqualTo("LODZ-FRONT-DESK Vastaanotto SHOP")
        );
        Assert.That(await LogAsync(), Is.EqualTo(new[] { "hr1@example.org added unit LODZ-FRONT-DESK" }));
        var page = await Server.PageAsync("hr1@example.org", List);
        Assert.That(page.QuerySelector("tr:has(a[href='/programme/units/LODZ-FRONT-DESK']) th")!.ClassName, Is.EqualTo("depth-2"));
    }

    [Test]
    public async Task A_taken_code_does_not_change_the_unit_that_has_it_and_what_was_entered_stays()
    {
        var form = await OpenAsync(List);

        var page = await form.With("name.en", "New shop").With("code", "shop").SendAndReadAsync(422);

        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector("#code-error")!.TextContent, Does.StartWith("another unit has the code 'shop'"));
            Assert.That(page.QuerySelector("input[name='name.en']")!.GetAttribute("value"), Is.EqualTo("New shop"));
            Assert.That(page.QuerySelector(".form-problems a")!.GetAttribute("href"), Is.EqualTo("#code"));
        });
        Assert.That(await Organisation.OneAsync<string>("select names ->> 'en' from unit where code = 'SHOP'"), Is.EqualTo("SHOP"));
    }

    [Test]
    public async Task A_unit_is_renamed_moved_and_given_a_lead()
    {
        var form = await OpenAsync(List + "/SHOP");

        await form.With("name.en", "Stores").With("parent", "SALES").With("lead_email", "shop1@example.org").ConfirmAndFollowAsync();

        Assert.That(
            await Organisation.OneAsync<string>(
                """
                select unit.names::text || parent.code || unit.lead_email
                from unit
                join unit parent on parent.id = unit.parent_id
                where unit.code = 'SHOP'
                """
            ),
            Is.EqualTo("{\"en\": \"Stores\", \"fi\": \"SHOP (fi)\"}SALESshop1@example.org")
        );
        Assert.That(
            await LogAsync(),
            Is.EqualTo(new[] { "hr1@example.org granted lead of SHOP shop1@example.org", "hr1@example.org changed unit SHOP" })
        );
        var page = await Server.PageAsync("hr1@example.org", List);
        Assert.That(page.QuerySelector("tr:has(a[href='/programme/units/SHOP'])")!.TextContent, Does.Contain("Shop 1"));
    }

    [Test]
    public async Task Before_a_unit_moves_the_page_says_whose_customers_change_and_takes_no_other_yes()
    {
        await Organisation.RelationshipAsync("IT-HR", "IT", "HR");
        using var told = await (await OpenAsync(List + "/SHOP")).With("parent", "SALES").SendAsync();
        var page = await Html.ParseAsync(await told.Content.ReadAsStringAsync());
        var confirmation = (await (await OpenAsync(List + "/SHOP")).NextAsync(told)).Values("confirmed").Single();

        using var other = await (await OpenAsync(List + "/SHOP")).With("parent", "HR").With("confirmed", confirmation).SendAsync();

        Assert.That(
            page.QuerySelectorAll(".form-consequences li").Select(line => line.TextContent),
            Has.One.EqualTo("HR for SALES changes from 14 to 23 customers")
        );
        Assert.That((int)other.StatusCode, Is.EqualTo(422), "HR would get SHOP's people");
        Assert.That(
            await Organisation.OneAsync<string>(
                "select parent.code from unit join unit parent on parent.id = unit.parent_id where unit.code = 'SHOP'"
            ),
            Is.EqualTo("ROOT")
        );
    }

    [TestCase("name.en", "", "name.en", "is empty")]
    [TestCase("lead_email", "nobody", "lead_email", "'nobody' is not an e-mail address")]
    [TestCase("parent", "NONE", "parent", "'NONE' is neither in the file nor in the database")]
    [TestCase("parent", "SHOP", "parent", "a unit can't be below itself: SHOP > SHOP")]
    public async Task A_wrong_entry_is_refused_beside_its_field(string field, string value, string place, string reason)
    {
        var form = await OpenAsync(List + "/SHOP");

        var page = await form.With(field, value).SendAndReadAsync(422);

        Assert.That(page.QuerySelector($"[id='{place}-error']")!.TextContent, Is.EqualTo(reason));
    }

    [Test]
    public async Task Who_saves_second_sees_what_was_stored_meanwhile()
    {
        var first = await OpenAsync(List + "/SHOP");
        var second = await OpenAsync(List + "/SHOP");
        await first.With("name.en", "Stores").SendAndFollowAsync();

        var page = await second.With("name.en", "Kiosks").SendAndReadAsync(409);

        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelector(".field-stored")!.TextContent, Is.EqualTo("Stored now: Stores"));
            Assert.That(page.QuerySelector("input[name='name.en']")!.GetAttribute("value"), Is.EqualTo("Kiosks"));
        });
        Assert.That(await Organisation.OneAsync<string>("select names ->> 'en' from unit where code = 'SHOP'"), Is.EqualTo("Stores"));
    }

    [Test]
    public async Task A_unit_closes_once_nothing_needs_it_and_opens_again()
    {
        var page = await Server.PageAsync("hr1@example.org", List + "/HR", "hr");
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelectorAll("form[action$='/close']"), Is.Empty);
            Assert.That(
                page.QuerySelectorAll("section:has(#close-title) li").Select(line => line.TextContent),
                Is.EqualTo(
                    new[]
                    {
                        "3 people are in it: move them to another unit.",
                        "It is provider or customer of 1 service: end that service or change it.",
                    }
                )
            );
        });
        await Organisation.UnitAsync("OLD", "ROOT");

        await (await OpenAsync(List + "/OLD", List + "/OLD/close")).SendAndFollowAsync();

        Assert.That(
            await Organisation.OneAsync<DateOnly>("select closed_on from unit where code = 'OLD'"),
            Is.EqualTo(new DateOnly(2026, 3, 2))
        );
        var list = await Server.PageAsync("hr1@example.org", List);
        Assert.That(list.QuerySelectorAll(".unit-tree a[href$='/OLD']"), Is.Empty);
        Assert.That(list.QuerySelectorAll("option[value=OLD]"), Is.Empty);

        await (await OpenAsync(List + "/OLD", List + "/OLD/reopen")).SendAndFollowAsync();

        Assert.That(await LogAsync(), Is.EqualTo(new[] { "hr1@example.org closed unit OLD", "hr1@example.org reopened unit OLD" }));
        Assert.That(await Organisation.OneAsync<bool>("select closed_on is null from unit where code = 'OLD'"));
    }

    [Test]
    public async Task People_who_came_meanwhile_keep_a_unit_open()
    {
        await Organisation.UnitAsync("OLD", "ROOT");
        var form = await OpenAsync(List + "/OLD", List + "/OLD/close");
        await Organisation.PeopleAsync("OLD", 2);

        var page = await form.SendAndReadAsync(409);

        Assert.That(page.QuerySelector(".alert")!.TextContent, Does.Contain("2 people are in it"));
        Assert.That(await Organisation.OneAsync<bool>("select closed_on is null from unit where code = 'OLD'"));
    }

    [Test]
    public async Task The_list_names_units_without_a_lead_and_those_too_small()
    {
        await Organisation.RunAsync("update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'SALES')");
        await Organisation.RunAsync("update person set active_to = '2026-02-01' where email = 'sales1@example.org'");

        var page = await Server.PageAsync("hr1@example.org", List, "hr");

        Assert.That(
            page.QuerySelectorAll(".unit-notice")
                .Select(notice =>
                    notice.QuerySelector("summary")!.TextContent
                    + ": "
                    + string.Join(' ', notice.QuerySelectorAll("a").Select(link => link.TextContent))
                ),
            Is.EqualTo(new[] { "4 units without a lead: ROOT HR SALES SHOP", "2 units too small to be shown: HR IT" })
        );
    }

    [Test]
    public async Task An_empty_database_gets_its_first_unit_as_the_root()
    {
        await using var server = await ApiServer.StartAsync();
        var form = await FilledForm.OpenAsync(server, List);

        await form.With("name.en", "Hotel").SendAndFollowAsync();

        Assert.That(
            await new Organisation(server.Test.Database).OneAsync<string>("select code from unit where parent_id is null"),
            Is.EqualTo("HOTEL")
        );
    }

    private Task<FilledForm> OpenAsync(string page, string? action = null) => FilledForm.OpenAsync(Server, page, action);

    private Task<IReadOnlyList<string>> LogAsync() =>
        Organisation.ListAsync<string>("select concat_ws(' ', actor, action, subject) from audit_log order by id");
}
