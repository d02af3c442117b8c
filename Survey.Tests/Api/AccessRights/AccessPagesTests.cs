using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.AccessRights;

public sealed class AccessPagesTests : WithServer
{
    private const string List = "/programme/access";

    [Test]
    public async Task The_page_says_who_may_what_and_why()
    {
        await (await FilledForm.OpenAsync(Server, "/programme/units/SHOP")).With("lead_email", "shop1@example.org").SendAndFollowAsync();
        await Organisation.RunAsync("update person set active_to = '2026-02-01' where email = 'it1@example.org'");
        await Organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");

        var page = await Server.PageAsync("hr1@example.org", List, "hr");

        Assert.That(
            page.QuerySelectorAll(".access-rows li").Select(Words),
            Is.EqualTo(
                new[]
                {
                    "Hr 1 hr1@example.org HR Given",
                    "It 1 it1@example.org Lead: IT Named as lead of the unit Has left: 1 February 2026. The access has ended.",
                    "Shop 1 shop1@example.org Lead: SHOP Named as lead of the unit: hr1@example.org, 2 March 2026",
                }
            )
        );
    }

    [Test]
    public async Task Of_many_the_first_ten_stand_open_and_a_search_finds_the_others()
    {
        await Organisation.RunAsync(
            """
            insert into role_grant (email, role, unit_id, granted_at)
            select 'out' || number || '@example.org', 'lead', unit.id, '2026-01-05'
            from generate_series(10, 29) as number, unit where code = 'SHOP'
            """
        );

        var page = await Server.PageAsync("hr1@example.org", List, "hr");
        var found = await Server.PageAsync("hr1@example.org", List + "?search=OUT28");
        var ofUnit = await Server.PageAsync("hr1@example.org", List + "?search=shop");

        Assert.That(page.QuerySelectorAll("main > .access-rows li"), Has.Length.EqualTo(10));
        Assert.That(page.QuerySelectorAll("details .access-rows li"), Has.Length.EqualTo(11));
        Assert.That(page.QuerySelector("details summary")!.TextContent, Is.EqualTo("11 more"));
        Assert.That(
            found.QuerySelectorAll(".access-rows li").Select(Words),
            Is.EqualTo(new[] { "out28@example.org Not in the list of people Lead: SHOP Given" })
        );
        Assert.That(ofUnit.QuerySelectorAll(".access-rows li"), Has.Length.EqualTo(20));
    }

    [Test]
    public async Task An_administrator_finds_the_page_beside_the_status_and_nothing_else_of_the_set_up()
    {
        var page = await Server.PageAsync("admin@example.org", "/programme", "admin");

        Assert.That(
            page.QuerySelectorAll(".tabs a").Select(link => link.GetAttribute("href")),
            Is.EqualTo(["/programme", "/programme/waves", List])
        );
    }

    [Test]
    public async Task Who_gets_access_is_sent_one_mail_and_none_when_it_is_taken_away()
    {
        await GiveAsync(("email", "Shop2@example.org"), ("role", "lead"), ("unit", "SHOP")).SendAndFollowAsync();
        await GiveAsync(("email", "shop2@example.org"), ("role", "lead"), ("unit", "SHOP")).SendAndFollowAsync();
        var form = await FilledForm.OpenAsync(Server, List, List + "/take");
        await form.With("email", "shop2@example.org").With("role", "lead").With("unit", "SHOP").SendAndFollowAsync();

        Assert.That(
            await Organisation.ListAsync<string>(
                """
                select concat_ws(' ', message.kind, address, language, role, unit.code, given_by) from message
                join access_mail using (id) join unit on unit.id = access_mail.unit_id
                """
            ),
            Is.EqualTo(new[] { "access Shop2@example.org en lead SHOP hr1@example.org" })
        );
    }

    [Test]
    public async Task Access_is_given_and_taken_and_both_are_in_the_log()
    {
        var given = await GiveAsync(("email", "Shop2@example.org"), ("role", "lead"), ("unit", "SHOP")).SendAndFollowAsync();
        var again = await GiveAsync(("email", "shop2@example.org"), ("role", "lead"), ("unit", "SHOP")).SendAndFollowAsync();

        Assert.That((given, again), Is.EqualTo((List + "?done=given", List + "?done=present")));
        Assert.That((await Server.PageAsync("shop2@example.org", "/")).Body!.TextContent, Does.Contain("SHOP"));

        var form = await FilledForm.OpenAsync(Server, List, List + "/take");
        await form.With("email", "shop2@example.org").With("role", "lead").With("unit", "SHOP").SendAndFollowAsync();

        Assert.That(
            await Organisation.ListAsync<string>("select concat_ws(' ', actor, action, subject) from audit_log order by id"),
            Is.EqualTo(
                new[] { "hr1@example.org granted lead of SHOP shop2@example.org", "hr1@example.org revoked lead of SHOP shop2@example.org" }
            )
        );
    }

    [TestCase("nobody", "hr", "", "email", "'nobody' is not an e-mail address")]
    [TestCase(
        "who@example.com",
        "hr",
        "",
        "email",
        "who@example.com is not the address of a person: correct it, or confirm that it belongs to somebody from outside"
    )]
    [TestCase("shop1@example.org", "lead", "", "unit", "choose the unit that the person leads")]
    [TestCase("shop1@example.org", "lead", "NONE", "unit", "there is no unit 'NONE'")]
    [TestCase("shop1@example.org", "boss", "", "role", "choose one of the roles")]
    public async Task What_cannot_be_given_is_refused_beside_its_field(string email, string role, string unit, string field, string reason)
    {
        var page = await GiveAsync(("email", email), ("role", role), ("unit", unit)).SendAndReadAsync(422);

        Assert.That(page.QuerySelector($"#{field}-error")!.TextContent, Is.EqualTo(reason));
        Assert.That(page.QuerySelector("#email")!.GetAttribute("value"), Is.EqualTo(email));
    }

    [Test]
    public async Task Somebody_from_outside_gets_access_on_purpose_only()
    {
        await GiveAsync(("email", "who@example.com"), ("role", "hr"), ("outsider", "yes")).SendAndFollowAsync();

        Assert.That(await Organisation.OneAsync<string>("select role from role_grant where email = 'who@example.com'"), Is.EqualTo("hr"));
    }

    [Test]
    public async Task The_last_who_may_give_access_keeps_it()
    {
        var form = await FilledForm.OpenAsync(Server, List, List + "/take");

        var page = await form.SendAndReadAsync(409);

        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.StartWith("hr1@example.org is the last"));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from role_grant"), Is.EqualTo(1));

        await GiveAsync(("email", "hr2@example.org"), ("role", "admin")).SendAndFollowAsync();
        await (await FilledForm.OpenAsync(Server, List, List + "/take"))
            .With("email", "hr1@example.org")
            .With("role", "hr")
            .With("unit", "")
            .SendAndFollowAsync();
        Assert.That(
            await Organisation.ListAsync<string>("select email || ' ' || role from role_grant"),
            Is.EqualTo(new[] { "hr2@example.org admin" })
        );
    }

    private PendingForm GiveAsync(params (string Name, string Value)[] fields) => new(Server, fields);

    private static string Words(IElement row) =>
        string.Join(' ', row.QuerySelectorAll(".row-words > *").Select(words => words.TextContent.Trim()));

    private sealed class PendingForm(ApiServer server, (string Name, string Value)[] fields)
    {
        public async Task<string> SendAndFollowAsync() => await (await FilledAsync()).SendAndFollowAsync();

        public async Task<IDocument> SendAndReadAsync(int status) => await (await FilledAsync()).SendAndReadAsync(status);

        private async Task<FilledForm> FilledAsync()
        {
            var form = await FilledForm.OpenAsync(server, List);
            foreach (var (name, value) in fields)
            {
                form.With(name, value);
            }
            return form;
        }
    }
}
