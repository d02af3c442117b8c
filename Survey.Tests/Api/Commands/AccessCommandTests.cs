using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

public sealed class AccessCommandTests
{
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_test.Database);
    }

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task Roles_are_granted_once_to_people_and_only_for_units_that_exist()
    {
        var runs = new[]
        {
            await RunAsync("grant lead Shop1@example.org it"),
            await RunAsync("grant lead shop1@example.org IT"),
            await RunAsync("grant lead shop1@example.org NONE"),
            await RunAsync("grant admin nobody"),
            await RunAsync("grant hr auditor@elsewhere.example"),
            await RunAsync("grant hr auditor@elsewhere.example --outsider"),
        };

        Assert.That(
            runs,
            Is.EqualTo(
                new[]
                {
                    (0, "Shop1@example.org is now lead of it"),
                    (0, "shop1@example.org was lead of IT already"),
                    (1, "unit: there is no unit 'NONE'"),
                    (1, "email: 'nobody' is not an e-mail address"),
                    (
                        1,
                        "auditor@elsewhere.example is not the address of a person: correct it, or add --outsider for somebody from outside"
                    ),
                    (0, "auditor@elsewhere.example is now hr"),
                }
            )
        );
        Assert.That(
            await LogAsync(),
            Is.EqualTo(new[] { "command line granted lead of it shop1@example.org", "command line granted hr auditor@elsewhere.example" })
        );
    }

    [Test]
    public async Task A_revoked_role_is_gone_from_the_list_and_from_the_unit()
    {
        await _organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await RunAsync("grant hr shop1@example.org");
        await RunAsync("grant lead it1@example.org IT");
        var before = await RunAsync("roles");

        var runs = new[]
        {
            await RunAsync("revoke hr SHOP1@example.org"),
            await RunAsync("revoke hr shop1@example.org"),
            await RunAsync("revoke lead it1@example.org it"),
        };

        Assert.That(
            before.Text.ReplaceLineEndings("|"),
            Is.EqualTo("it1@example.org lead of IT, granted|it1@example.org lead of IT, lead_email|shop1@example.org hr, granted")
        );
        Assert.That(
            runs,
            Is.EqualTo(
                new[]
                {
                    (0, "SHOP1@example.org is not hr any more"),
                    (0, "shop1@example.org was not hr"),
                    (
                        0,
                        "it1@example.org is not lead of it any more\n"
                            + "lead_email of it is empty now; a later import of units may set it again"
                    ),
                }
            )
        );
        Assert.That((await RunAsync("roles")).Text, Is.Empty);
        Assert.That(
            (await LogAsync()).TakeLast(2),
            Is.EqualTo(new[] { "command line revoked hr shop1@example.org", "command line revoked lead of it it1@example.org" })
        );
    }

    [Test]
    public async Task Whoever_has_left_has_no_role_and_gets_no_link()
    {
        await RunAsync("grant hr shop1@example.org");
        await _organisation.RunAsync("update person set active_to = current_date - 1 where email = 'shop1@example.org'");
        var key = "--Site:TokenKey=" + Convert.ToBase64String(new byte[32]);

        var roles = await RunAsync("roles");
        var link = await RunAsync($"sign-in-link shop1@example.org {key}");

        Assert.That(roles.Text, Does.Match(@"^shop1@example.org hr, granted \(left on \d{4}-\d\d-\d\d: has no role\)$"));
        Assert.That(link.Status, Is.EqualTo(1));
        await _organisation.RunAsync("update person set active_to = current_date where email = 'shop1@example.org'");
        Assert.That((await RunAsync($"sign-in-link shop1@example.org {key}")).Status, Is.Zero, "the last day counts");
        Assert.That((await LogAsync())[^1], Is.EqualTo("command line printed a sign-in link shop1@example.org"));
    }

    private Task<IReadOnlyList<string>> LogAsync() =>
        _organisation.ListAsync<string>("select actor || ' ' || action || ' ' || subject from audit_log order by id");

    private async Task<(int Status, string Text)> RunAsync(string words)
    {
        var run = await CommandRun.OnAsync(_test.ConnectionString, words.Split(' '));
        return (run.Status, run.Output + run.Error);
    }
}
