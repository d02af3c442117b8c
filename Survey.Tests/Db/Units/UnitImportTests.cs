using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.Units;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Units;

public sealed class UnitImportTests
{
    private const string Header = "code,name,kind,parent,lead_email\n";
    private const string Three = Header + "ROOT,All,department,,\nIT,Computers,department,root,lead@example.org\nSHOP,Shop,team,IT,\n";

    private TestDatabase _test = null!;

    [SetUp]
    public async Task CreateAsync() => _test = await TestDatabase.CreateAsync();

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task An_import_counts_what_it_adds_changes_and_finds_the_same()
    {
        var first = await ImportAsync(Three);
        var again = await ImportAsync(Three);
        var changed = await ImportAsync(
            Header + "SHOP,Shops,team,ROOT,\nit,Computers,department,ROOT,lead@example.org\nHR,People,department,ROOT,\n"
        );

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new ImportCounts(3, 0, 0)));
            Assert.That(again, Is.EqualTo(new ImportCounts(0, 0, 3)));
            Assert.That(changed, Is.EqualTo(new ImportCounts(1, 1, 1)));
        });
        Assert.That(await TreeAsync(), Is.EqualTo(new[] { "HR<ROOT", "IT<ROOT", "ROOT<", "SHOP<ROOT" }));
    }

    [Test]
    public async Task A_closed_unit_in_a_file_is_open_again_and_nothing_is_put_below_one_that_stays_closed()
    {
        await ImportAsync(Three);
        await new Organisation(_test.Database).RunAsync("update unit set closed_on = '2026-01-01' where code = 'SHOP'");

        Assert.That(
            await ImportFile.ReasonsAsync(() => ImportAsync(Header + "KIOSK,Kiosk,team,shop,\n")),
            Is.EqualTo(new[] { "line 2: parent: the unit 'shop' is closed: open it first" })
        );
        Assert.That(await ImportAsync(Header + "KIOSK,Kiosk,team,SHOP,\nSHOP,Shop,team,IT,\n"), Is.EqualTo(new ImportCounts(1, 1, 0)));
    }

    [Test]
    public async Task The_log_says_who_became_a_lead_and_who_is_none_any_more()
    {
        await ImportAsync(Three);
        await ImportAsync(Three);
        await ImportAsync(Header + "IT,Computers,department,ROOT,LEAD@example.org\nSHOP,Shop,team,IT,new@example.org\n");
        await ImportAsync(Header + "IT,Computers,department,ROOT,new@example.org\nSHOP,Shop,team,IT,\n");

        Assert.That(
            await new Organisation(_test.Database).ListAsync<string>(
                "select concat_ws(' ', actor, action, subject) from audit_log order by id"
            ),
            Is.EqualTo(
                new[]
                {
                    "hr1@example.org granted lead of IT lead@example.org",
                    "hr1@example.org granted lead of SHOP new@example.org",
                    "hr1@example.org revoked lead of IT lead@example.org",
                    "hr1@example.org revoked lead of SHOP new@example.org",
                    "hr1@example.org granted lead of IT new@example.org",
                }
            )
        );
    }

    [Test]
    public async Task Children_may_come_before_their_parents() =>
        Assert.That((await ImportAsync(Header + "B,b,team,A,\nA,a,department,R,\nR,r,department,,\n")).Added, Is.EqualTo(3));

    [Test]
    public async Task A_root_can_get_a_new_root_above_it_and_change_places_with_a_child()
    {
        await ImportAsync(Header + "A,a,department,,\nB,b,department,A,\n");

        var above = await ImportAsync(Header + "TOP,top,department,,\nA,a,department,TOP,\n");
        var swapped = await ImportAsync(Header + "A,a,department,,\nTOP,top,department,A,\n");

        Assert.Multiple(() =>
        {
            Assert.That(above, Is.EqualTo(new ImportCounts(1, 1, 0)));
            Assert.That(swapped, Is.EqualTo(new ImportCounts(0, 2, 0)));
        });
        Assert.That(await TreeAsync(), Is.EqualTo(new[] { "A<", "B<A", "TOP<A" }));
    }

    [Test]
    public async Task Names_in_languages_without_a_column_stay_and_an_empty_one_is_taken_away()
    {
        await ImportAsync("code,name,kind,parent,lead_email,name_fi,name_pl\nR,Root,department,,,Juuri,Korzeń\n");

        await ImportAsync(Header + "R,The root,department,,\n");
        await ImportAsync("code,name,kind,parent,lead_email,name_pl\nR,The root,department,,,\n");

        await using var connection = await _test.Database.OpenAsync();
        Assert.That(
            await connection.OneAsync<string>("select concat(names->>'en', names->>'fi', names ? 'pl') from unit", null, default),
            Is.EqualTo("The rootJuurif")
        );
    }

    [TestCase(
        "R,r,department,,\nR X,x,team,R,\n",
        "line 3: code: 'R X' is not a code: letters a-z, digits, _ and -, beginning with a letter or digit"
    )]
    [TestCase(
        "R,r,department,,\nA12345678901234567890123456789012345678901,x,team,R,\n",
        "line 3: code: 'A12345678901234567890123456789012345678901' is longer than 40 characters"
    )]
    [TestCase("R,,department,,\n", "line 2: name: is empty")]
    [TestCase("R,\"two\nlines\",department,,\n", "line 2: name: has a line break or another control character in it")]
    [TestCase("R,r,office,,\n", "line 2: kind: 'office' is not one of department, team, partner")]
    [TestCase("R,r,department,,nobody\n", "line 2: lead_email: 'nobody' is not an e-mail address")]
    [TestCase("R,r,department,,\nr,again,department,R,\n", "line 3: code: 'r' is on line 2 already")]
    [TestCase("R,r,department,,\nA,a,team,X,\n", "line 3: parent: 'X' is neither in the file nor in the database")]
    [TestCase("R,r,department,,\nA,a,team,,\n", "line 3: parent: is empty, but 'R' is the root already, and there is only one")]
    [TestCase("R,r,department,,\nA,a,team,A,\n", "line 3: parent: a unit can't be below itself: A > A")]
    public async Task A_bad_row_is_refused_with_its_reason(string rows, string reason)
    {
        Assert.That(await _test.ReasonsAsync(ImportAsync, Header + rows), Does.Contain(reason));
        Assert.That(await TreeAsync(), Is.Empty);
    }

    [Test]
    public async Task A_circle_through_units_of_the_file_and_of_the_database_is_found()
    {
        await ImportAsync(Header + "R,r,department,,\nA,a,team,R,\nB,b,team,A,\nC,c,team,B,\n");

        var reasons = await _test.ReasonsAsync(ImportAsync, Header + "A,a,team,C,\n");

        Assert.That(reasons, Is.EqualTo(new[] { "line 2: parent: a unit can't be below itself: A > C > B > A" }));
    }

    [Test]
    public async Task A_second_root_beside_that_of_the_database_is_refused()
    {
        await ImportAsync(Header + "R,r,department,,\n");

        Assert.That(
            await _test.ReasonsAsync(ImportAsync, Header + "S,s,department,,\n"),
            Is.EqualTo(new[] { "line 2: parent: is empty, but 'R' is the root already, and there is only one" })
        );
    }

    private Task<ImportCounts> ImportAsync(string text) => _test.ImportAsync(ImportAsync, text);

    private static Task<ImportCounts> ImportAsync(Npgsql.NpgsqlConnection connection, Stream csv, CancellationToken ct) =>
        UnitImport.ImportAsync(connection, csv, "hr1@example.org", OpenWave.FirstMonday, ct);

    private async Task<IReadOnlyList<string>> TreeAsync()
    {
        await using var connection = await _test.Database.OpenAsync();
        return await connection.ListAsync<string>(
            """
            select unit.code || '<' || coalesce(parent.code, '') from unit left join unit parent on parent.id = unit.parent_id
            order by unit.code
            """,
            null,
            default
        );
    }
}
