using System.Diagnostics;
using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.People;
using Survey.Tests.Support;

namespace Survey.Tests.Db.People;

/// <remarks>Runs alone, because it measures time.</remarks>
[NonParallelizable]
public sealed class PersonImportTests
{
    private const string Header = "email,name,unit,language,time_zone,employment\n";

    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await new Organisation(_test.Database).UnitAsync("ROOT");
        await new Organisation(_test.Database).UnitAsync("IT", "ROOT");
    }

    [SetUp]
    public async Task EmptyAsync()
    {
        await using var connection = await _test.Database.OpenAsync();
        await connection.RunAsync("delete from person", null, default);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task An_import_counts_what_it_adds_changes_and_finds_the_same()
    {
        var first = await ImportAsync(Header + Row("anna@example.org") + Row("ben@example.org"));
        var again = await ImportAsync(Header + Row("ben@example.org") + Row("anna@example.org"));
        var changed = await ImportAsync(Header + Row("anna@example.org", language: "fi") + Row("cleo@example.org"));

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new ImportCounts(2, 0, 0)));
            Assert.That(again, Is.EqualTo(new ImportCounts(0, 0, 2)));
            Assert.That(changed, Is.EqualTo(new ImportCounts(1, 1, 0)));
        });
        Assert.That(await ListAsync("email || ' ' || language"), Is.EqualTo(new[] { "anna@example.org fi", "ben@example.org en", "cleo@example.org en" }));
    }

    [Test]
    public async Task An_address_in_another_case_is_the_same_person()
    {
        await ImportAsync(Header + Row("anna@example.org"));

        Assert.That(await ImportAsync(Header + Row("Anna@Example.org")), Is.EqualTo(new ImportCounts(0, 1, 0)));
        Assert.That(await ListAsync("email"), Is.EqualTo(new[] { "Anna@Example.org" }));
    }

    [Test]
    public async Task Dates_stay_when_the_file_has_no_such_column_and_go_when_it_is_empty()
    {
        const string WithDates = "email,name,unit,language,time_zone,employment,active_from,active_to\n";
        await ImportAsync(WithDates + "anna@example.org,Anna,IT,en,Europe/Tallinn,permanent,2020-01-01,2030-12-31\n");

        await ImportAsync(Header + Row("anna@example.org", language: "et"));
        var kept = await ListAsync("active_from || ' ' || active_to");
        await ImportAsync(WithDates + "anna@example.org,Anna,IT,et,Europe/Tallinn,permanent,2020-01-01,\n");

        Assert.Multiple(() => Assert.That(kept, Is.EqualTo(new[] { "2020-01-01 2030-12-31" })));
        Assert.That(await ListAsync("active_from || ' ' || coalesce(active_to::text, 'none')"), Is.EqualTo(new[] { "2020-01-01 none" }));
    }

    [TestCase("x,Anna,IT,en,UTC,permanent,,", "line 2: email: 'x' is not an e-mail address")]
    [TestCase("x y@example.org,Anna,IT,en,UTC,permanent,,", "line 2: email: 'x y@example.org' is not an e-mail address")]
    [TestCase("Anna <a@example.org>,Anna,IT,en,UTC,permanent,,", "line 2: email: 'Anna <a@example.org>' is not an e-mail address")]
    [TestCase("a..b@example.org,Anna,IT,en,UTC,permanent,,", "line 2: email: 'a..b@example.org' is not an e-mail address")]
    [TestCase(",Anna,IT,en,UTC,permanent,,", "line 2: email: is empty")]
    [TestCase("a@example.org,,IT,en,UTC,permanent,,", "line 2: name: is empty")]
    [TestCase("a@example.org,Anna,ITX,en,UTC,permanent,,", "line 2: unit: there is no unit 'ITX'")]
    [TestCase("a@example.org,Anna,IT,finnish,UTC,permanent,,", "line 2: language: 'finnish' is not one of en, fi, et, pl, fr")]
    [TestCase("a@example.org,Anna,IT,en,Tallinn,permanent,,", "line 2: time_zone: 'Tallinn' is not a time zone like Europe/Tallinn")]
    [TestCase("a@example.org,Anna,IT,en,FLE Standard Time,permanent,,", "line 2: time_zone: 'FLE Standard Time' is not a time zone like Europe/Tallinn")]
    [TestCase("a@example.org,Anna,IT,en,UTC,boss,,", "line 2: employment: 'boss' is not one of permanent, temporary, contractor, partner")]
    [TestCase("a@example.org,Anna,IT,en,UTC,permanent,1.2.2026,", "line 2: active_from: '1.2.2026' is not a date like 2026-03-31")]
    [TestCase("a@example.org,Anna,IT,en,UTC,permanent,2026-02-30,", "line 2: active_from: '2026-02-30' is not a date like 2026-03-31")]
    [TestCase("a@example.org,Anna,IT,en,UTC,permanent,2026-02-01,2026-01-31", "line 2: active_to: 2026-01-31 is before active_from")]
    [TestCase("a@example.org,Anna,IT,en,UTC,permanent,,\nA@example.org,Anna,IT,en,UTC,permanent,,", "line 3: email: 'A@example.org' is on line 2 already")]
    public async Task A_bad_row_is_refused_with_its_reason_and_nothing_is_imported(string rows, string reason)
    {
        var reasons = await _test.ReasonsAsync(PersonImport.ImportAsync,
            Header.Trim() + ",active_from,active_to\n" + rows + "\ngood@example.org,Good,IT,en,UTC,permanent,,\n");

        Assert.That(reasons, Is.EqualTo(new[] { reason }));
        Assert.That(await ListAsync("email"), Is.Empty);
    }

    [Test]
    public async Task Every_problem_is_listed_in_the_order_of_the_lines()
    {
        var reasons = await _test.ReasonsAsync(PersonImport.ImportAsync,
            Header + "a@example.org,Anna,NONE,xx,UTC,permanent\nb,Ben,IT,en,Mars,permanent\n");

        Assert.That(reasons.Select(reason => string.Join(':', reason.Split(':').Take(2))), Is.EqualTo(new[]
        {
            "line 2: language", "line 2: unit", "line 3: email", "line 3: time_zone",
        }));
    }

    [Test]
    public async Task A_second_import_waits_for_the_first_and_finds_its_people()
    {
        var text = Header + Row("anna@example.org");
        var (imported, mayCommit) = (new TaskCompletionSource(), new TaskCompletionSource());

        var first = _test.Database.InTransactionAsync(async connection =>
        {
            var counts = await PersonImport.ImportAsync(connection, ImportFile.Of(text), default);
            imported.SetResult();
            await mayCommit.Task;
            return counts;
        });
        await imported.Task;
        var second = ImportAsync(text);
        await new Organisation(_test.Database).UntilBlockedAsync();
        mayCommit.SetResult();

        Assert.That(((await first).Added, (await second).Unchanged), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Fifty_thousand_people_take_under_ten_seconds_and_a_small_heap()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Header + string.Concat(Enumerable.Range(0, 50_000).Select(number => Row($"person{number}@example.org"))));
        var watch = Stopwatch.StartNew();

        // Sixteen megabytes: what the program needs for itself, and much less than fifty thousand rows.
        using var process = CommandRun.Start(_test.ConnectionString,
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "1000000" }, "import", "people", path);
        var (output, error) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        File.Delete(path);

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Empty);
            Assert.That(output.Trim(), Is.EqualTo("50000 added, 0 changed, 0 unchanged"));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        });
        TestContext.Out.WriteLine($"50,000 people in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static string Row(string email, string language = "en") => $"{email},Somebody,IT,{language},Europe/Tallinn,permanent\n";

    private Task<ImportCounts> ImportAsync(string text) => _test.ImportAsync(PersonImport.ImportAsync, text);

    private async Task<IReadOnlyList<string>> ListAsync(string expression)
    {
        await using var connection = await _test.Database.OpenAsync();
        return await connection.ListAsync<string>($"select {expression} from person order by lower(email)", null, default);
    }
}
