using Survey.Db;
using Survey.Db.Erasure;
using Survey.Db.Languages;
using Survey.Db.Viewers;
using Survey.Tests.Db.People;
using Survey.Tests.Support;

namespace Survey.Tests.Db;

/// <summary>What a page shows when a rule refuses input.</summary>
public sealed class RefusalTests : InPeopleFile
{
    private const string BadPeople =
        Header
        + "a@example.org,Anna Tamm,IT,finnish,Europe/Tallinn,permanent\n"
        + ",Ben Põld,NONE,en,Mars,permanent\n"
        + "a@example.org,Cid\u200B,IT,en,UTC,permanent\n"
        + "d@example.org,Dora\n";

    [Test]
    public async Task Problems_of_a_people_file_are_told_in_Finnish() =>
        Assert.That(
            await ToldAsync("fi", () => ImportAsync(BadPeople)),
            Is.EqualTo(
                new[]
                {
                    "rivi 2: language: ”finnish” ei kelpaa; sallitut arvot: en, fi, et, pl, fr",
                    "rivi 3: email: ei saa olla tyhjä",
                    "rivi 3: time_zone: ”Mars” ei ole aikavyöhyke: kirjoita esimerkiksi Europe/Helsinki",
                    "rivi 3: unit: yksikköä ”NONE” ei ole",
                    "rivi 4: name: siinä on näkymätön merkki (U+200B): kirjoita teksti uudelleen",
                    "rivi 5: kenttiä on 2, mutta otsikkorivillä 6",
                }
            )
        );

    [Test]
    public async Task Problems_of_a_people_file_are_told_in_French() =>
        Assert.That(
            await ToldAsync("fr", () => ImportAsync(BadPeople)),
            Is.EqualTo(
                new[]
                {
                    "ligne 2\u00A0: language\u00A0: «\u00A0finnish\u00A0» ne convient pas\u202F; "
                        + "valeurs possibles\u00A0: en, fi, et, pl, fr",
                    "ligne 3\u00A0: email\u00A0: ne doit pas être vide",
                    "ligne 3\u00A0: time_zone\u00A0: «\u00A0Mars\u00A0» n’est pas un fuseau horaire\u00A0: "
                        + "saisissez par exemple Europe/Paris",
                    "ligne 3\u00A0: unit\u00A0: l’unité «\u00A0NONE\u00A0» n’existe pas",
                    "ligne 4\u00A0: name\u00A0: contient un caractère invisible (U+200B)\u00A0: saisissez le texte à nouveau",
                    "ligne 5\u00A0: nombre de champs\u00A0: 2, contre 6 dans l’en-tête",
                }
            )
        );

    [Test]
    public async Task What_a_page_can_not_list_is_counted_in_its_language() =>
        Assert.That(
            (await ToldAsync("fr", () => ImportAsync(Header + string.Concat(Enumerable.Repeat("x\n", 1500)))))[^1],
            Is.EqualTo("… et encore 1\u202F400")
        );

    [Test]
    public async Task A_page_names_no_option_of_the_command_line()
    {
        await ImportAsync(Header + Row("anna.tam@example.org"));

        Assert.That(
            await ToldAsync("en", () => ImportAsync(Header + Row("anna.tamm@example.org"))),
            Is.EqualTo(
                new[]
                {
                    "line 2: email: anna.tamm@example.org is new and has the name and unit of anna.tam@example.org, "
                        + "who is not in the file: say below whether both are one person (this holds for all such lines)",
                }
            )
        );
    }

    [Test]
    public async Task Grants_and_erasures_are_refused_in_the_language_of_the_reader()
    {
        await GrantAsync("anna@example.org", outsider: true);

        Assert.Multiple(async () =>
        {
            Assert.That(
                await ToldAsync("et", () => GrantAsync("nobody", outsider: false)),
                Is.EqualTo(new[] { "email: „nobody“ ei ole e-posti aadress" })
            );
            Assert.That(
                await ToldAsync("pl", () => GrantAsync("b@example.org", outsider: false)),
                Is.EqualTo(new[] { "b@example.org nie jest adresem żadnej osoby: popraw go albo potwierdź, że należy do kogoś z zewnątrz" })
            );
            Assert.That(
                await ToldAsync("fi", () => EraseAsync("anna@example.org")),
                Is.EqualTo(new[] { "anna@example.org on ainoa, jolla on HR-rooli: anna se ensin jollekulle toiselle" })
            );
            Assert.That(
                await ToldAsync("fr", () => EraseAsync("b@example.org")),
                Has.One.StartsWith("Rien n’est enregistré pour b@example.org")
            );
        });
    }

    private Task<bool> GrantAsync(string email, bool outsider) =>
        Test.Database.InTransactionAsync(connection =>
            RoleGrants.GrantAsync(connection, RoleGrants.Hr, email, null, outsider, "test", OpenWave.FirstMonday, default)
        );

    private Task<Erased> EraseAsync(string email) =>
        Test.Database.InTransactionAsync(connection => PersonErasure.EraseAsync(connection, email, "test", OpenWave.FirstMonday, default));

    private static async Task<IReadOnlyList<string>> ToldAsync(string language, Func<Task> refused)
    {
        var refusal = await Assert.CatchAsync<RefusedException>(() => refused());
        return [.. refusal!.Problems.Select(problem => problem.In(Language.Of(language)))];
    }
}
