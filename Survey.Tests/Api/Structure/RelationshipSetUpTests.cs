using AngleSharp.Dom;
using Survey.Db.Settings;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Structure;

public sealed class RelationshipSetUpTests : InRelationships
{
    private const string Grid = List + "?journey=SERVICE";

    [Test]
    public async Task Ticked_pairs_begin_with_the_fitting_kind_and_unticked_ones_end()
    {
        await Organisation.UnitAsync("ACME", "ROOT", "partner", people: 2);
        var form = await OpenAsync(List, Grid);
        Assert.That(form.Values("cell"), Is.EquivalentTo(new[] { "HR SALES", "IT ROOT", "SALES SALES" }));

        var address = await form.With("cell", "IT ROOT", "SHOP SHOP", "IT SHOP", "HR ROOT", "ACME SHOP").ConfirmAndFollowAsync();

        Assert.That(address, Is.EqualTo(Grid + "&done=saved"));
        Assert.That(
            await Organisation.ListAsync<string>("select code || ' ' || kind from relationship where ended_on is null order by code"),
            Is.EqualTo(
                new[]
                {
                    "ACME-SHOP partner",
                    "HR-ALL department_to_employee",
                    "IT-ALL department_to_employee",
                    "IT-SHOP team_to_team",
                    "SHOP-SHOP within_team",
                }
            )
        );
        Assert.That(
            await Organisation.ListAsync<string>("select action || ' ' || subject from audit_log order by action, subject"),
            Is.EqualTo(
                new[]
                {
                    "began relationship ACME-SHOP",
                    "began relationship HR-ALL",
                    "began relationship IT-SHOP",
                    "began relationship SHOP-SHOP",
                    "ended relationship HR-SALES",
                    "ended relationship SALES-SALES",
                }
            )
        );
    }

    [Test]
    public async Task A_pair_that_is_ticked_again_goes_on_as_the_same_relationship()
    {
        var before = await Organisation.OneAsync<long>("select id from relationship where code = 'HR-SALES'");
        await (await OpenAsync(List, Grid)).With("cell", "IT ROOT", "SALES SALES").ConfirmAndFollowAsync();

        await (await OpenAsync(List, Grid)).With("cell", "IT ROOT", "SALES SALES", "HR SALES").ConfirmAndFollowAsync();

        Assert.That(
            await Organisation.ListAsync<long>("select id from relationship where code like 'HR-%' and ended_on is null"),
            Is.EqualTo(new[] { before })
        );
    }

    [Test]
    public async Task Each_cell_says_whether_it_could_be_shown_and_if_not_why()
    {
        await Organisation.UnitAsync("DUO", "ROOT", people: 2);
        await Organisation.RunAsync("update unit set lead_email = 'shop1@example.org' where code = 'SHOP'");

        var page = await Server.PageAsync("hr1@example.org", Grid, "hr");

        Assert.Multiple(() =>
        {
            Assert.That(Cell("IT", "SALES"), Is.EqualTo("14 customers"));
            Assert.That(Cell("SALES", "IT"), Is.EqualTo("Not shown: 3 customers, 5 needed"));
            Assert.That(Cell("DUO", "SALES"), Is.EqualTo("Not asked: the provider has 2 people, 3 are needed"));
            Assert.That(Cell("IT", "ROOT"), Is.EqualTo("28 customers"), "the provider's own people are not asked");
            Assert.That(Cell("SHOP", "SHOP"), Is.EqualTo("8 customers"), "a team's lead is not asked");
            Assert.That(Cell("IT", "IT"), Is.EqualTo("Not shown: 3 customers, 7 needed"));
        });

        string Cell(string provider, string customer) => RelationshipSetUpTests.Cell(page, provider, customer);
    }

    [Test]
    public async Task A_cell_needs_as_many_as_the_pulse_that_asks_the_service_and_a_new_one_as_many_as_theOrganisation_wants()
    {
        await Organisation.RunAsync("update pulse set relationships = '{hr-sales}', minimum_group = 20");
        await Organisation.PulseAsync("PAUSED", minimumGroup: 3);
        await Organisation.PulseAsync("OVER", minimumGroup: 3);
        await Organisation.RunAsync(
            """
            update pulse set paused = code = 'PAUSED', end_date = case when code = 'OVER' then date '2026-02-01' end;
            """
        );
        await Organisation.Database.InTransactionAsync(connection =>
            StoredOrganisation.SaveAsync(connection, new() { MinimumGroup = 10 }, "hr1@example.org", Server.Clock.Now, default)
        );

        var page = await Server.PageAsync("hr1@example.org", Grid, "hr");
        var all = await AfterAsync("update pulse set relationships = '{*}' where code = 'MONTHLY'");

        Assert.Multiple(() =>
        {
            Assert.That(Cell(page, "HR", "SALES"), Is.EqualTo("Not shown: 14 customers, 20 needed"));
            Assert.That(Cell(page, "IT", "SALES"), Is.EqualTo("14 customers"));
            Assert.That(Cell(page, "IT", "SHOP"), Is.EqualTo("Not shown: 9 customers, 10 needed"));
            Assert.That(Cell(all, "IT", "SALES"), Is.EqualTo("Not shown: 14 customers, 20 needed"), "the pulse asks about each new one");
        });

        async Task<IDocument> AfterAsync(string change)
        {
            await Organisation.RunAsync(change);
            return await Server.PageAsync("hr1@example.org", Grid, "hr");
        }
    }

    [Test]
    public async Task What_a_cell_says_is_what_a_wave_does()
    {
        var page = await Server.PageAsync("hr1@example.org", Grid, "hr");
        var asked = page.QuerySelectorAll("label:has(input[name=cell]:checked):not(.grid-cell-small) input")
            .Select(cell => cell.GetAttribute("value"));

        await OpenWave.OpenAsync(Organisation);

        Assert.That(
            await Organisation.ListAsync<string>(
                """
                select provider.code || ' ' || customer.code
                from wave_relationship
                join unit provider on provider.id = provider_unit_id
                join unit customer on customer.id = customer_unit_id
                where not_asked is null
                """
            ),
            Is.EquivalentTo(asked)
        );
    }

    [Test]
    public async Task Who_saves_the_grid_second_sees_the_others_ticks()
    {
        var first = await OpenAsync(List, Grid);
        var second = await OpenAsync(List, Grid);
        await first.With("cell", "IT ROOT", "HR SALES", "SALES SALES", "HR SHOP").ConfirmAndFollowAsync();

        var page = await second.With("cell", "IT ROOT").SendAndReadAsync(409);

        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelectorAll("td .field-stored").Select(note => note.TextContent), Is.All.EqualTo("Stored now: yes"));
            Assert.That(page.QuerySelectorAll("td .field-stored"), Has.Count.EqualTo(3));
        });
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from relationship where ended_on is null"), Is.EqualTo(4));
    }

    [Test]
    public async Task With_many_units_a_provider_is_chosen_first()
    {
        for (var number = 1; number <= 12; number++)
        {
            await Organisation.UnitAsync($"U{number}", "SHOP");
        }
        var all = await Server.PageAsync("hr1@example.org", Grid, "hr");
        Assert.That(all.QuerySelectorAll("input[name=cell]"), Is.Empty);
        var form = await OpenAsync(Grid + "&provider=HR");
        Assert.That(form.Values("cell"), Is.EqualTo(new[] { "HR SALES" }));

        await form.With("cell", "HR U1", "IT U2").ConfirmAndFollowAsync();

        Assert.That(
            await Organisation.ListAsync<string>("select code from relationship where ended_on is null order by code"),
            Is.EqualTo(new[] { "HR-U1", "IT-ALL", "SALES-SALES" }),
            "only the chosen provider's services change"
        );
    }

    [Test]
    public async Task A_quick_set_lets_units_serve_everybody()
    {
        var form = await OpenAsync(List, List + "/everybody");

        await form.With("provider", "IT", "HR", "SHOP").ConfirmAndFollowAsync();

        Assert.That(
            await Organisation.ListAsync<string>("select code from relationship where kind = 'department_to_employee' order by code"),
            Is.EqualTo(new[] { "HR-ALL", "IT-ALL", "SHOP-ALL" })
        );
        var page = await (await OpenAsync(List, List + "/everybody")).SendAndReadAsync(422);
        Assert.That(page.QuerySelector("#provider-error")!.TextContent, Is.EqualTo("tick at least one unit"));
    }

    [Test]
    public async Task Before_services_begin_or_end_the_page_says_so_unless_no_pulse_asks_about_them()
    {
        var page = await (await OpenAsync(List, Grid)).With("cell", "IT ROOT", "HR SALES", "IT SALES", "HR SHOP").SendAndReadAsync(422);

        Assert.That(
            page.QuerySelectorAll(".form-consequences li").Select(line => line.TextContent),
            Is.EqualTo(
                new[]
                {
                    "2 services are asked about from the next wave on: IT for SALES · HR for SHOP",
                    "1 service is left out from the next wave on: SALES for SALES",
                }
            )
        );
        await Organisation.RunAsync("update pulse set relationships = '{it-all}'");
        await (await OpenAsync(List, Grid)).With("cell", "IT ROOT", "HR SALES", "IT SALES").SendAndFollowAsync();
    }

    private static string Cell(IDocument page, string provider, string customer) =>
        page.QuerySelector($"label:has(input[value='{provider} {customer}'])")!.TextContent.Split(": ", 2)[1].Trim();
}
