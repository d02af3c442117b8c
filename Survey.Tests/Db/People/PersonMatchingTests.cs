using Survey.Db.Csv;
using Survey.Db.People;
using Survey.Tests.Support;

namespace Survey.Tests.Db.People;

/// <summary>A person is found by external id, else by address, else by the importer's choice.</summary>
public sealed class PersonMatchingTests : InPeopleFile
{
    [Test]
    public async Task A_new_address_with_the_name_and_unit_of_somebody_the_file_no_longer_has_is_refused_until_it_is_said_what_it_is()
    {
        await ImportAsync(Header + Row("anna.tam@example.org"));
        var id = await IdAsync("anna.tam@example.org");

        var refused = await ReasonsAsync(Header + Row("anna.tamm@example.org"));
        var other = await ImportAsync(Header + Row("anna.tamm@example.org"), NamesakePolicy.New);
        await Organisation.RunAsync("delete from person where email = 'anna.tamm@example.org'");
        var same = await ImportAsync(Header + Row("anna.tamm@example.org"), NamesakePolicy.Same);

        Assert.Multiple(async () =>
        {
            Assert.That(
                refused,
                Is.EqualTo(
                    new[]
                    {
                        "line 2: email: anna.tamm@example.org is new and has the name and unit of anna.tam@example.org, "
                            + "who is not in the file: "
                            + "import again with --same if both are one person, with --new if not (this holds for all such lines)",
                    }
                )
            );
            Assert.That(other, Is.EqualTo(new ImportCounts(1, 0, 0)));
            Assert.That((same.Added, same.Changed), Is.EqualTo((0, 1)));
            Assert.That(
                same.Warnings.Select(warning => warning.ToString()),
                Is.EqualTo(new[] { "line 2: email: anna.tam@example.org is now anna.tamm@example.org" })
            );
            Assert.That(await IdAsync("anna.tamm@example.org"), Is.EqualTo(id));
            Assert.That(await ImportAsync(Header + Row("anna.tamm@example.org")), Is.EqualTo(new ImportCounts(0, 0, 1)));
        });
    }

    [Test]
    public async Task A_person_in_the_file_under_the_old_address_is_somebody_else()
    {
        await ImportAsync(Header + Row("anna.tam@example.org"));

        Assert.That(
            await ImportAsync(Header + Row("anna.tam@example.org") + Row("anna.tamm@example.org")),
            Is.EqualTo(new ImportCounts(1, 0, 1))
        );
        Assert.That(await ImportAsync(Header + Row("anna@example.org", unit: "HR")), Is.EqualTo(new ImportCounts(1, 0, 0)), "another unit");
    }

    [Test]
    public async Task Two_people_of_one_name_and_unit_are_not_told_apart_by_guessing()
    {
        await ImportAsync(Header + Row("anna1@example.org") + Row("anna2@example.org"));

        Assert.That(
            await ReasonsAsync(Header + Row("anna.tamm@example.org"), NamesakePolicy.Same),
            Is.EqualTo(
                new[]
                {
                    "line 2: email: anna.tamm@example.org may be anna1@example.org and anna2@example.org, but several have this "
                        + "name and unit: "
                        + "tell them apart by an ID (external_id), or upload them one by one",
                }
            )
        );
        Assert.That(
            await ReasonsAsync(Header + Row("anna3@example.org") + Row("anna4@example.org"), NamesakePolicy.Same),
            Has.Count.EqualTo(2)
        );
    }

    [Test]
    public async Task The_external_id_wins_over_the_address_whatever_its_case()
    {
        await ImportAsync(WithId + "X7," + Row("anna.tam@example.org"));
        var id = await IdAsync("anna.tam@example.org");

        var corrected = await ImportAsync(WithId + "x7," + Row("anna.tamm@example.org"));
        var without = await ImportAsync(Header + Row("anna.tamm@example.org"));
        var again = await ImportAsync(WithId + "x7," + Row("anna.tamm@example.org"));

        Assert.Multiple(async () =>
        {
            Assert.That(corrected, Is.EqualTo(new ImportCounts(0, 1, 0)));
            Assert.That(
                new[] { without, again },
                Is.All.EqualTo(new ImportCounts(0, 0, 1)),
                "a file without the column leaves the id alone"
            );
            Assert.That(await IdAsync("anna.tamm@example.org"), Is.EqualTo(id));
        });
    }

    [Test]
    public async Task Somebody_known_by_the_address_gets_an_id_and_the_old_address_may_be_somebody_elses()
    {
        await ImportAsync(Header + Row("anna@example.org"));
        var id = await IdAsync("anna@example.org");

        var given = await ImportAsync(WithId + "1," + Row("anna@example.org"));
        var moved = await ImportAsync(WithId + "1," + Row("anna.old@example.org") + "2," + Row("anna@example.org"));

        Assert.Multiple(async () =>
        {
            Assert.That(given, Is.EqualTo(new ImportCounts(0, 1, 0)));
            Assert.That(moved, Is.EqualTo(new ImportCounts(1, 1, 0)));
            Assert.That(await IdAsync("anna.old@example.org"), Is.EqualTo(id));
        });
    }

    [TestCase(
        "1,a@example.org,A,IT,en,UTC,permanent\n1,b@example.org,B,IT,en,UTC,permanent\n",
        "line 3: external_id: '1' is on line 2 already"
    )]
    [TestCase(
        "1234567890123456789012345678901234567890123456789012345678901,a@example.org,A,IT,en,UTC,permanent\n",
        "line 2: external_id: is longer than 60 characters"
    )]
    [TestCase("1\u200B,a@example.org,A,IT,en,UTC,permanent\n", "line 2: external_id: has an invisible letter (U+200B): type it again")]
    [TestCase(",,A,IT,en,UTC,permanent\n", "line 2: email: is empty")]
    [TestCase(
        "9,held@example.org,A,IT,en,UTC,permanent\n",
        "line 2: email: held@example.org is the address of the person with external_id 8, "
            + "who is not in the file: add that person with another address, or erase that person with 'forget'"
    )]
    public async Task What_can_not_be_told_apart_is_refused(string rows, string reason)
    {
        await ImportAsync(WithId + "8,held@example.org,Held,IT,en,UTC,permanent\n");

        Assert.That(await ReasonsAsync(WithId + rows), Is.EqualTo(new[] { reason }));
    }
}
