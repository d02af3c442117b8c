using System.Text;
using Survey.Db.Csv;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Csv;

public sealed class CsvFileTests
{
    private static readonly CsvColumns Columns = new(["code", "name"], ["note"]);

    [TestCase("code,name,note\nA,Anna,x\nB,Ben,y\n")]
    [TestCase("note,name,code\nx,Anna,A\ny,Ben,B\n", Description = "Columns by name in any order")]
    [TestCase("code;name;note\nA;Anna;x\nB;Ben;y\n", Description = "Semicolons")]
    [TestCase("\uFEFFcode,name,note\nA,Anna,x\nB,Ben,y\n", Description = "Byte order mark")]
    [TestCase("code,name,note\r\nA,Anna,x\r\nB,Ben,y", Description = "CRLF, and no line break at the end")]
    [TestCase("Code, NAME ,note\n A ,Anna, x\n\nB,\"Ben\",y\n\n\n,,\n", Description = "Blanks, case of the header, empty lines and rows")]
    [TestCase("sep=;\r\ncode;name;note\r\nA;Anna;x\r\nB;Ben;y\r\n", Description = "The separator named in a first line")]
    [TestCase("\uFEFFsep=\t\ncode\tname\tnote\nA\tAnna\tx\nB\tBen\ty\n", Description = "The same with a mark and tabs")]
    [TestCase("code\tname\tnote\nA\tAnna\tx\nB\tBen\ty\n", Description = "Tabs")]
    [TestCase("\uFEFF\uFEFFcode,name,note\nA,Anna,x\nB,Ben,y\n", Description = "Two byte order marks")]
    [TestCase("\u00EF\u00BB\u00BFcode,name,note\nA,Anna,x\nB,Ben,y\n", Description = "A mark that was encoded twice")]
    [TestCase("\"\uFEFFcode\",name,note\nA,Anna,x\nB,Ben,y\n", Description = "A mark within quotation marks")]
    [TestCase("code,name,note\rA,Anna,x\rB,Ben,y\r", Description = "CR only")]
    [TestCase("code,name,note,,\nA,Anna,x,,\nB,Ben,y\n,,,,\n , ,\n", Description = "Empty columns and rows at the edge")]
    [TestCase("code,,name,note\nA,,Anna,x\nB,,Ben,y\n", Description = "An empty column in the middle")]
    [TestCase("code,name,note\nA,Anna,x,,,\nB,Ben,y\n", Description = "Cells beyond the header that are empty")]
    public void Every_form_of_a_good_file_reads_the_same(string text)
    {
        var (rows, problems) = Read(text);

        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(row => row.Text), Is.EqualTo(new[] { "A|Anna|x", "B|Ben|y" }));
            Assert.That(problems, Is.Empty);
        });
    }

    [Test]
    public void UTF_16_is_read_with_and_without_a_mark([Values] bool bigEndian, [Values] bool hasMark)
    {
        var encoding = new UnicodeEncoding(bigEndian, hasMark);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("code\tname\nA\t\"Põld\r\nand Łuk\"\nB\tBen\n")];

        var (rows, problems) = Read(bytes);

        Assert.That(problems, Is.Empty);
        Assert.That(rows, Is.EqualTo(new[] { (2, "A|Põld\r\nand Łuk|"), (4, "B|Ben|") }));
    }

    [Test]
    public void Cells_that_may_be_empty_may_be_cut_off_the_end_of_a_row() =>
        Assert.That(Read("code,name,note\nA,Anna\nB,Ben,y\n").Rows.Select(row => row.Text), Is.EqualTo(new[] { "A|Anna|", "B|Ben|y" }));

    [Test]
    public void Letters_come_out_composed() =>
        Assert.That(Read("code,name\nA,Ko\u0303rge\n").Rows.Single().Text, Is.EqualTo("A|K\u00F5rge|"));

    [Test]
    public void A_semicolon_in_a_value_does_not_make_it_the_separator() =>
        Assert.That(Read("code,name\nA,\"x;y;z;w\"\n").Rows.Single().Text, Is.EqualTo("A|x;y;z;w|"));

    [Test]
    public void Line_numbers_count_the_lines_of_the_file_also_within_quotation_marks_and_empty_ones()
    {
        var (rows, _) = Read("code,name\r\nA,\"one\r\ntwo\r\nthree\"\r\nB,x\r\n\r\n\r\nC,\"say \"\"hi\"\"\"\r\n");

        Assert.That(rows, Is.EqualTo(new[] { (2, "A|one\r\ntwo\r\nthree|"), (5, "B|x|"), (8, "C|say \"hi\"|") }));
    }

    [TestCase("", "line 1: the file is empty: its first line must be code,name")]
    [TestCase("\n\n", "line 1: the file is empty: its first line must be code,name")]
    [TestCase("code,name,colour\n", "line 1: colour: unknown column; known are code, name, note")]
    [TestCase("code,note\n", "line 1: name: this column is missing")]
    [TestCase("code,name,CODE\n", "line 1: CODE: this column is there twice")]
    [TestCase("code,name\nA\n", "line 2: 1 fields, but the header has 2")]
    [TestCase("code,name\nA,x,y\n", "line 2: 3 fields, but the header has 2")]
    [TestCase("code,name\nA,x\nB,\"y\nC,z\n", "line 3: a quotation mark is not closed")]
    [TestCase(
        "code,name\nA,x\"y\"\nB,z\n",
        "line 2: a quotation mark within a value: put the value in quotation marks and write \"\" for the one in it"
    )]
    [TestCase("code,name\nA,\"x\"y\nB,z\n", "line 2: text after a closing quotation mark: write \"\" for a quotation mark in a value")]
    [TestCase("code,name\nA,x\0y\n", "line 2: there is a zero byte in this row")]
    [TestCase("code,name,,\nA,x,,\nB,y,,z\n", "line 3: column 4 has a value here, but no name in the header")]
    [TestCase("code,name\nA,x,,z\n", "line 2: 4 fields, but the header has 2")]
    [TestCase("code,name,note\nA\n", "line 2: 1 fields, but the header has 3")]
    [TestCase(
        "code,name\nA,P\uFFFDld\n",
        "line 2: name: a character could not be decoded (U+FFFD): type it again, or export the file again as UTF-8"
    )]
    [TestCase("code,name\nA\uFEFF,x\n", "line 2: code: has an invisible letter (U+FEFF): type it again")]
    [TestCase("code,name\nA,Anna \u202EmmaT\u202C\n", "line 2: name: has an invisible letter (U+202E): type it again")]
    [TestCase("code,name\nA,x\u0007\n", "line 2: name: has a control character (U+0007): type it again")]
    public void A_problem_of_form_is_named_with_its_line(string text, string problem) =>
        Assert.That(Read(text).Problems, Is.EqualTo(new[] { problem }));

    [Test]
    public void Reading_goes_on_after_a_malformed_row()
    {
        var (rows, problems) = Read("code,name\nA,x\"y\nB\nC,z\n");

        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(row => row.Text), Is.EqualTo(new[] { "C|z|" }));
            Assert.That(problems, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void Bytes_that_are_not_UTF_8_are_refused_with_their_line()
    {
        var bytes = Encoding.Latin1.GetBytes("code,name\nA,plain\nB,Jyväskylä\n");

        Assert.That(Read(bytes).Problems, Is.EqualTo(new[] { "line 3: this is not UTF-8: save the file as CSV UTF-8" }));
    }

    [Test]
    public void Half_of_a_letter_of_UTF_16_is_a_lost_letter()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("code,name\nA,x"), 0x3D, 0xD8, (byte)'\n', 0];

        Assert.That(Read(bytes).Problems.Single(), Does.StartWith("line 2: name: a character could not be decoded (U+FFFD)"));
    }

    [Test]
    public void UTF_32_is_refused()
    {
        byte[] bytes = [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("code,name\nA,x\n")];

        Assert.That(() => Read(bytes), Throws.Exception.With.Message.Contains("UTF-32"));
    }

    [Test]
    public void A_field_of_a_megabyte_is_refused()
    {
        var problems = Read($"code,name\nA,x\nB,\"{new string('y', 1024 * 1024)}\"\nC,z\n").Problems;

        Assert.That(problems, Is.EqualTo(new[] { "line 3: the row is longer than 256 KB: is a quotation mark not closed?" }));
    }

    [Test]
    public void Only_the_first_hundred_problems_by_line_are_listed()
    {
        var problems = new Problems();
        for (var line = 1500; line >= 1; line--)
        {
            problems.Add(line, "code", new Sentence("problems.empty"));
        }

        var reasons = Reasons(problems);

        Assert.Multiple(() =>
        {
            Assert.That(reasons, Has.Count.EqualTo(101));
            Assert.That(reasons[0], Is.EqualTo("line 1: code: is empty"));
            Assert.That(reasons[99], Is.EqualTo("line 100: code: is empty"));
            Assert.That(reasons[100], Is.EqualTo("... and 1,400 more"));
        });
    }

    private static (List<(int Line, string Text)> Rows, IReadOnlyList<string> Problems) Read(string text) =>
        Read(Encoding.UTF8.GetBytes(text));

    private static (List<(int Line, string Text)> Rows, IReadOnlyList<string> Problems) Read(byte[] bytes)
    {
        var problems = new Problems();
        var rows = new List<(int, string)>();
        using var file = CsvFile.Open(new MemoryStream(bytes), Columns, problems);
        while (file.Read())
        {
            rows.Add((file.Line, $"{file["code"]}|{file["name"]}|{file["note"]}"));
        }
        return (rows, Reasons(problems));
    }

    private static IReadOnlyList<string> Reasons(Problems problems) =>
        ImportFile
            .ReasonsAsync(() =>
            {
                problems.ThrowIfAny();
                return Task.CompletedTask;
            })
            .Result;
}
