using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.Relationships;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Relationships;

public sealed class RelationshipImportTests
{
    private const string Header = "code,provider,customer,kind,journey,owner_email\n";

    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        var organisation = new Organisation(_test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("IT", "ROOT");
        await organisation.UnitAsync("HR", "ROOT");
        await organisation.UnitAsync("ACME", "ROOT", "partner");
        await organisation.UnitAsync("OLD", "ROOT");
        await organisation.RunAsync("update unit set closed_on = '2026-01-01' where code = 'OLD'");
        await organisation.JourneyAsync("SERVICE");
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task An_import_counts_what_it_adds_changes_and_finds_the_same()
    {
        const string File =
            Header
            + "IT-ALL,it,ROOT,department_to_employee,service,\n"
            + "ACME-IT,ACME,IT,partner,SERVICE,o@example.org\nHR-HR,HR,HR,within_team,SERVICE,\n";

        var first = await _test.ImportAsync(RelationshipImport.ImportAsync, File);
        var again = await _test.ImportAsync(RelationshipImport.ImportAsync, File);
        var changed = await _test.ImportAsync(RelationshipImport.ImportAsync, Header + "it-all,IT,HR,team_to_team,SERVICE,\n");

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new ImportCounts(3, 0, 0)));
            Assert.That(again, Is.EqualTo(new ImportCounts(0, 0, 3)));
            Assert.That(changed, Is.EqualTo(new ImportCounts(0, 1, 0)));
        });
        await using var connection = await _test.Database.OpenAsync();
        Assert.That(
            await connection.ListAsync<string>("select code || ' ' || kind from relationship order by code", null, default),
            Is.EqualTo(new[] { "ACME-IT partner", "HR-HR within_team", "IT-ALL team_to_team" })
        );
    }

    [TestCase(
        "X,IT,HR,friends,SERVICE,",
        "line 2: kind: 'friends' is not one of team_to_team, department_to_employee, within_team, partner"
    )]
    [TestCase("X,NONE,HR,team_to_team,SERVICE,", "line 2: provider: there is no unit 'NONE'")]
    [TestCase("X,IT,NONE,team_to_team,SERVICE,", "line 2: customer: there is no unit 'NONE'")]
    [TestCase("X,OLD,HR,team_to_team,SERVICE,", "line 2: provider: the unit 'OLD' is closed: open it first")]
    [TestCase("X,IT,,team_to_team,SERVICE,", "line 2: customer: is empty")]
    [TestCase(
        "X,IT,HR,team_to_team,NONE,",
        "line 2: journey: there is no kind of service 'NONE': store it with \"journey FILE.json\" first"
    )]
    [TestCase("X,IT,HR,team_to_team,SERVICE,nobody", "line 2: owner_email: 'nobody' is not an e-mail address")]
    [TestCase("X,IT,HR,within_team,SERVICE,", "line 2: customer: within_team needs the same unit as provider and customer")]
    [TestCase("X,IT,IT,team_to_team,SERVICE,", "line 2: customer: a unit that rates itself is of kind within_team")]
    [TestCase("X,IT,HR,partner,SERVICE,", "line 2: kind: partner needs a unit of kind partner as provider or customer")]
    [TestCase("X,IT,HR,team_to_team,SERVICE,\nx,IT,HR,team_to_team,SERVICE,", "line 3: code: 'x' is on line 2 already")]
    [TestCase(
        "-X,IT,HR,team_to_team,SERVICE,",
        "line 2: code: '-X' is not a code: letters a-z, digits, _ and -, beginning with a letter or digit"
    )]
    public async Task A_bad_row_is_refused_with_its_reason(string rows, string reason) =>
        Assert.That(await _test.ReasonsAsync(RelationshipImport.ImportAsync, Header + rows + "\n"), Is.EqualTo(new[] { reason }));
}
