using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Settings;
using Survey.Db.Uploads;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Uploads;

/// <summary>Files as programs really write them: loaded, or refused with a sentence.</summary>
public sealed class UploadFileTests : InSmallOrganisation
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["Paweł Wąsik", "Õie Käär", "Jean d’Hélène", "Šarūnas Žukauskas", "Łukasz Żółć"];

    static UploadFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Test]
    public async Task UTF_16_with_tabs_is_read()
    {
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Table('\t', Names))).ToArray();

        Assert.That(await NamesAsync(bytes), Is.EquivalentTo(Names));
    }

    [TestCase(1257, "Paweł Wąsik")]
    [TestCase(1257, "Šarūnas Žukauskas", "Ģirts Bērziņš")]
    [TestCase(1257, "Õie Käär", "Žanna Šein")]
    [TestCase(1250, "Paweł Wąsik", "Łukasz Żółć")]
    [TestCase(1252, "Hélène Noël", "Jean d’Aurès")]
    [TestCase(1252, "Õie Käär", "Mäkinen Työ")]
    public async Task A_code_page_is_found_out(int codePage, params string[] names)
    {
        var bytes = Encoding.GetEncoding(codePage).GetBytes(Table(';', names));

        Assert.That(await NamesAsync(bytes), Is.EquivalentTo(names));
    }

    [Test]
    public async Task A_workbook_with_a_title_and_dates_as_numbers_is_read()
    {
        object[][] rows =
        [
            ["Staff of Meridian", null!, null!, null!],
            [null!, null!, null!, null!],
            ["Sähköposti", "Nimi", "Osasto", "Aloituspäivä", "Päättymispäivä"],
            ["a@example.org", "Õie Käär", "IT (fi)", 46023, new DateTime(2026, 12, 31)],
        ];
        using var file = Workbook(rows);

        var difference = await PreviewAsync(file.ToArray(), "language=fi", "time_zone=Europe/Helsinki", "employment=permanent");

        Assert.That(difference.Problems, Is.Empty);
        var after = difference.First.Single().After;
        Assert.Multiple(() =>
        {
            Assert.That(after["name"], Is.EqualTo("Õie Käär"));
            Assert.That(after["unit"], Is.EqualTo("IT"));
            Assert.That(after["active_from"], Is.EqualTo("2026-01-01"));
            Assert.That(after["active_to"], Is.EqualTo("2026-12-31"));
        });
    }

    [Test]
    public async Task A_problem_in_a_workbook_names_the_row_of_the_workbook()
    {
        using var file = Workbook([
            ["Staff", null!],
            [null!, null!],
            ["E-mail", "Name", "Department"],
            ["a@example.org", "A", "IT"],
            ["b@", "B", "IT"],
        ]);

        var difference = await PreviewAsync(file.ToArray(), "language=fi", "time_zone=Europe/Helsinki", "employment=permanent");

        Assert.That(difference.Problems.Single().ToString(), Is.EqualTo("line 5: email: 'b@' is not an e-mail address"));
    }

    [Test]
    public async Task A_formula_counts_as_its_result()
    {
        using var file = Workbook([
            ["E-mail", "Name", "Department"],
            ["a@example.org", "FORMULA", "IT"],
        ]);
        Replace(file, "FORMULA");

        var difference = await PreviewAsync(file.ToArray(), "language=fi", "time_zone=Europe/Helsinki", "employment=permanent");

        Assert.That(difference.First.Single().After["name"], Is.EqualTo("Anna Kask"));
    }

    [Test]
    public async Task A_person_twice_is_refused_with_both_lines()
    {
        var difference = await PreviewAsync(
            Encoding.UTF8.GetBytes(Table(',', "Anna", "Anna").Replace("p1@", "p0@", StringComparison.Ordinal))
        );

        Assert.That(difference.Problems.Single().ToString(), Is.EqualTo("line 3: email: 'p0@example.org' is on line 2 already"));
    }

    [Test]
    public async Task What_is_no_table_is_refused_with_a_sentence()
    {
        const string NoTable = "file: there is no table in this file: choose an Excel workbook (.xlsx) or a CSV file";
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. "IHDR"u8, 0, 0, 1];
        Assert.Multiple(async () =>
        {
            Assert.That(await ReasonsAsync([]), Is.EqualTo(new[] { "file: the file is empty: choose another one" }));
            Assert.That(await ReasonsAsync(png), Is.EqualTo(new[] { NoTable }));
            Assert.That(await ReasonsAsync([.. "PK\u0003\u0004 no archive"u8]), Is.EqualTo(new[] { NoTable }));
            Assert.That(await ReasonsAsync([.. "only one column\na\nb\n"u8]), Is.EqualTo(new[] { NoTable }));
            Assert.That(await ReasonsAsync([.. "email,name\n"u8]), Is.EqualTo(new[] { "file: the file has a header and no rows below" }));
            Assert.That(
                await ReasonsAsync([.. "email,name\na@example.org,\"A\nb@example.org,B"u8]),
                Is.EqualTo(new[] { "line 2: a quotation mark is not closed" })
            );
            Assert.That(
                await ReasonsAsync([.. "email,name\na@example.org,Kask, Anna\n"u8]),
                Is.EqualTo(new[] { "line 2: 3 fields, but the header has 2" })
            );
        });
    }

    [Test]
    public async Task Headings_are_recognised_in_five_languages()
    {
        foreach (
            var header in (string[])
                [
                    "E-mail,Full name,Department",
                    "Sähköposti,Nimi,Osasto",
                    "E-post,Nimi,Osakond",
                    "Adres e-mail,Imię i nazwisko,Dział",
                    "Courriel,Nom,Service",
                ]
        )
        {
            var upload = await StoreAsync(Encoding.UTF8.GetBytes(header + "\na@example.org,A,IT\n"));
            Assert.That(upload.Fields, Is.EqualTo(new[] { "email", "name", "unit" }), header);
        }
    }

    private static string Table(char separator, params string[] names) =>
        "email,name,unit,language,time_zone,employment\r\n".Replace(',', separator)
        + string.Concat(
            names.Select((name, index) => $"p{index}@example.org,{name},IT,fi,Europe/Helsinki,permanent\r\n".Replace(',', separator))
        );

    private static MemoryStream Workbook(object[][] rows)
    {
        var file = new MemoryStream();
        file.SaveAs(
            rows.Select(row =>
                Enumerable
                    .Range(0, rows.Max(cells => cells.Length))
                    .ToDictionary(index => $"c{index}", index => row.ElementAtOrDefault(index))
            ),
            printHeader: false
        );
        file.Position = 0;
        return file;
    }

    /// <summary>Puts a formula with its stored result in the place of a text.</summary>
    private static void Replace(MemoryStream file, string text)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
        var sheet = archive.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
        string xml;
        using (var reader = new StreamReader(sheet.Open()))
        {
            xml = reader.ReadToEnd();
        }
        var at = xml.IndexOf(text, StringComparison.Ordinal);
        var start = xml.LastIndexOf("<x:c", at, StringComparison.Ordinal);
        var end = xml.IndexOf("</x:c>", at, StringComparison.Ordinal) + "</x:c>".Length;
        using var writer = new StreamWriter(sheet.Open());
        writer.BaseStream.SetLength(0);
        writer.Write(
            xml[..start] + "<x:c r=\"B2\" t=\"str\"><x:f>CONCATENATE(\"Anna\",\" Kask\")</x:f><x:v>Anna Kask</x:v></x:c>" + xml[end..]
        );
    }

    private async Task<IEnumerable<string?>> NamesAsync(byte[] file)
    {
        var difference = await PreviewAsync(file);
        Assert.That(difference.Problems, Is.Empty);
        return difference.First.Select(change => change.After["name"]);
    }

    private async Task<IReadOnlyList<string>> ReasonsAsync(byte[] file) => await ImportFile.ReasonsAsync(() => StoreAsync(file));

    private async Task<UploadDifference> PreviewAsync(byte[] file, params string[] defaults)
    {
        var upload = await StoreAsync(file);
        await using var connection = await Test.Database.OpenAsync();
        return await UploadRun.PreviewAsync(
            connection,
            upload with
            {
                Defaults = defaults,
                Namesakes = NamesakePolicy.New,
            },
            new PrivacyOptions(),
            Now,
            default
        );
    }

    private async Task<StoredUpload> StoreAsync(byte[] file)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await StoredUpload.StoreAsync(
            connection,
            UploadKind.People,
            new MemoryStream(file),
            "file.csv",
            false,
            "hr1@example.org",
            Now,
            default
        );
    }
}
