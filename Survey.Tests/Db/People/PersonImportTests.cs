using Npgsql;
using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.People;
using Survey.Tests.Support;

namespace Survey.Tests.Db.People;

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
        Assert.That(
            await ListAsync("email || ' ' || language"),
            Is.EqualTo(new[] { "anna@example.org fi", "ben@example.org en", "cleo@example.org en" })
        );
    }

    [Test]
    public async Task Nobody_enters_a_closed_unit_but_those_who_left_before()
    {
        var leaver = Row("ben@example.org").TrimEnd('\n').Replace(",IT,", ",OLD,", StringComparison.Ordinal) + ",2026-01-31\n";
        await new Organisation(_test.Database).UnitAsync("OLD", "ROOT");
        await using var connection = await _test.Database.OpenAsync();
        await connection.RunAsync("update unit set closed_on = '2026-02-01' where code = 'OLD'", null, default);
        var header = Header.TrimEnd('\n') + ",active_to\n";

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            ImportAsync(
                header
                    + leaver
                    + leaver.Replace("ben", "cleo", StringComparison.Ordinal).Replace("01-31", "02-01", StringComparison.Ordinal)
            )
        )!;

        Assert.That(refused!.Reasons, Is.EqualTo(["line 3: unit: the unit 'OLD' is closed: open it first"]));
        Assert.That(await ImportAsync(header + leaver), Is.EqualTo(new ImportCounts(1, 0, 0)));
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
    [TestCase(
        "a@example.org,Anna,IT,en,FLE Standard Time,permanent,,",
        "line 2: time_zone: 'FLE Standard Time' is not a time zone like Europe/Tallinn"
    )]
    [TestCase("a@example.org,Anna,IT,en,UTC,boss,,", "line 2: employment: 'boss' is not one of permanent, temporary, contractor, partner")]
    [TestCase("a@example.org,Anna,IT,en,UTC,permanent,1.2.2026,", "line 2: active_from: '1.2.2026' is not a date like 2026-03-31")]
    [TestCase("a@example.org,Anna,IT,en,UTC,permanent,2026-02-30,", "line 2: active_from: '2026-02-30' is not a date like 2026-03-31")]
    [TestCase(
        "a@example.org,Anna,IT,en,UTC,permanent,2026-02-01,2026-01-31",
        "line 2: active_to: 2026-01-31 is before the first day (active_from)"
    )]
    [TestCase(
        "a@example.org,Anna,IT,en,UTC,permanent,1900-01-01,",
        "line 2: active_from: 1900-01-01 is before 1901: leave the field empty if there is no date"
    )]
    [TestCase(
        "a@example.org,Anna,IT,en,UTC,permanent,,0000-00-00",
        "line 2: active_to: 0000-00-00 is not a date: leave the field empty if there is no date"
    )]
    [TestCase(
        "a@example.org,Anna,IT,en,UTC,permanent,9999-12-31,",
        "line 2: active_from: 9999-12-31 cannot be a first day: leave the field empty if there is no date"
    )]
    [TestCase("anna\u200B@example.org,Anna,IT,en,UTC,permanent,,", "line 2: email: has an invisible letter (U+200B): type it again")]
    [TestCase("\uFEFFanna@example.org,Anna,IT,en,UTC,permanent,,", "line 2: email: has an invisible letter (U+FEFF): type it again")]
    [TestCase("an\u00ADna@example.org,Anna,IT,en,UTC,permanent,,", "line 2: email: has an invisible letter (U+00AD): type it again")]
    [TestCase(
        "\u0430nna@example.org,Anna,IT,en,UTC,permanent,,",
        "line 2: email: the letter \u0430 (U+0430) only looks like another letter: type it again"
    )]
    [TestCase(
        "anna@ex\u0430mple.org,Anna,IT,en,UTC,permanent,,",
        "line 2: email: the letter \u0430 (U+0430) only looks like another letter: type it again"
    )]
    [TestCase(
        "\uFF41nna@example.org,Anna,IT,en,UTC,permanent,,",
        "line 2: email: the letter \uFF41 (U+FF41) only looks like another letter: type it again"
    )]
    [TestCase(
        "mari@tõrukaev.example,M,IT,en,UTC,permanent,,\nmari@xn--trukaev-10a.example,N,IT,en,UTC,permanent,,",
        "line 3: email: 'mari@tõrukaev.example' is on line 2 already"
    )]
    [TestCase(
        "kõrgem@example.org,K,IT,en,UTC,permanent,,\nko\u0303rgem@example.org,L,IT,en,UTC,permanent,,",
        "line 3: email: 'kõrgem@example.org' is on line 2 already"
    )]
    [TestCase("a@example.org,\u2067Carl\u2069,IT,en,UTC,permanent,,", "line 2: name: has an invisible letter (U+2067): type it again")]
    [TestCase("a@example.org,An\u200Dna,IT,en,UTC,permanent,,", "line 2: name: has an invisible letter (U+200D): type it again")]
    [TestCase(
        "a@example.org,P\uFFFDld,IT,en,UTC,permanent,,",
        "line 2: name: a character could not be decoded (U+FFFD): type it again, or export the file again as UTF-8"
    )]
    [TestCase(
        "a@example.org,Anna,IT,en,UTC,permanent,,\nA@example.org,Anna,IT,en,UTC,permanent,,",
        "line 3: email: 'A@example.org' is on line 2 already"
    )]
    public async Task A_bad_row_is_refused_with_its_reason_and_nothing_is_imported(string rows, string reason)
    {
        var reasons = await _test.ReasonsAsync(
            ReadAsync,
            Header.Trim() + ",active_from,active_to\n" + rows + "\ngood@example.org,Good,IT,en,UTC,permanent,,\n"
        );

        Assert.That(reasons, Is.EqualTo(new[] { reason }));
        Assert.That(await ListAsync("email"), Is.Empty);
    }

    [TestCase("anna@example.org\u00A0", "Anna\u00A0", "anna@example.org Anna")]
    [TestCase("a@example.org", "\u05D3\u05E0\u05D4", "a@example.org \u05D3\u05E0\u05D4")]
    [TestCase(
        "a@example.org",
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
        "a@example.org \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"
    )]
    [TestCase("a@example.org", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "a@example.org \U0001F468\u200D\U0001F469\u200D\U0001F467")]
    [TestCase(
        "\u0430\u043D\u043D\u0430@\u043F\u043E\u0447\u0442\u0430.example",
        "Anna",
        "\u0430\u043D\u043D\u0430@\u043F\u043E\u0447\u0442\u0430.example Anna"
    )]
    [TestCase("Mari@xn--trukaev-10a.example", "Mari", "Mari@tõrukaev.example Mari")]
    public async Task Letters_of_every_script_are_taken_in_one_spelling(string email, string name, string stored)
    {
        await ImportAsync(Header + $"{email},{name},IT,en,Europe/Tallinn,permanent\n");

        Assert.That(await ListAsync("email || ' ' || name"), Is.EqualTo(new[] { stored }));
    }

    [Test]
    public async Task An_address_that_was_stored_in_the_other_spelling_is_the_same_person()
    {
        await new Organisation(_test.Database).RunAsync(
            """
            insert into person (email, name, unit_id, language, time_zone, employment)
            select 'mari@xn--trukaev-10a.example', 'Mari', id, 'en', 'Europe/Tallinn', 'permanent' from unit where code = 'IT'
            """
        );

        var counts = new[]
        {
            await ImportAsync(Header + Row("mari@xn--trukaev-10a.example")),
            await ImportAsync(Header + Row("mari@tõrukaev.example")),
        };

        Assert.That(counts, Is.EqualTo(new[] { new ImportCounts(0, 1, 0), new ImportCounts(0, 0, 1) }));
    }

    [Test]
    public async Task The_year_9999_is_no_end()
    {
        await ImportAsync(
            Header.Trim() + ",active_from,active_to\nanna@example.org,Anna,IT,en,Europe/Tallinn,permanent,2020-01-01,9999-12-31\n"
        );

        Assert.That(await ListAsync("active_from || ' ' || coalesce(active_to::text, 'none')"), Is.EqualTo(new[] { "2020-01-01 none" }));
    }

    [TestCase("Kadri P?ld", "'Kadri P?ld' has a question mark where a letter may have been lost")]
    [TestCase("?ukasz", "'?ukasz' has a question mark where a letter may have been lost")]
    [TestCase(
        "Kadri P\u00C3\u00B5ld",
        "'Kadri P\u00C3\u00B5ld' seems to be UTF-8 that was decoded with a wrong encoding: check its letters"
    )]
    [TestCase("\u00C5\u00BBak", "'\u00C5\u00BBak' seems to be UTF-8 that was decoded with a wrong encoding: check its letters")]
    [TestCase(
        "O\u00E2\u20AC\u2122Neill",
        "'O\u00E2\u20AC\u2122Neill' seems to be UTF-8 that was decoded with a wrong encoding: check its letters"
    )]
    [TestCase("\u00C9lodie \u00AB\u00C2me\u00BB \u00D5un", null)]
    [TestCase("Who?", null)]
    public async Task A_name_with_letters_that_were_probably_lost_is_a_warning(string name, string? warning)
    {
        var counts = await ImportAsync(Header + $"a@example.org,{name},IT,en,Europe/Tallinn,permanent\n");

        Assert.That(
            (counts.Added, counts.Warnings.Select(warning => warning.ToString())),
            Is.EqualTo((1, warning is null ? Array.Empty<string>() : [$"line 2: name: {warning}"]))
        );
    }

    [Test]
    public async Task Every_problem_is_listed_in_the_order_of_the_lines()
    {
        var reasons = await _test.ReasonsAsync(
            ReadAsync,
            Header + "a@example.org,Anna,NONE,xx,UTC,permanent\nb,Ben,IT,en,Mars,permanent\n"
        );

        Assert.That(
            reasons.Select(reason => string.Join(':', reason.Split(':').Take(2))),
            Is.EqualTo(new[] { "line 2: language", "line 2: unit", "line 3: email", "line 3: time_zone" })
        );
    }

    [Test]
    public async Task A_second_import_waits_for_the_first_and_finds_its_people()
    {
        var text = Header + Row("anna@example.org");
        var (imported, mayCommit) = (new TaskCompletionSource(), new TaskCompletionSource());

        var first = _test.Database.InTransactionAsync(async connection =>
        {
            var counts = await ReadAsync(connection, ImportFile.Of(text), default);
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

    private static string Row(string email, string language = "en") =>
        $"{email},{email[..email.IndexOf('@', StringComparison.Ordinal)]},IT,{language},Europe/Tallinn,permanent\n";

    private Task<ImportCounts> ImportAsync(string text) => _test.ImportAsync(ReadAsync, text);

    private static Task<ImportCounts> ReadAsync(NpgsqlConnection connection, Stream csv, CancellationToken ct) =>
        PersonImport.ImportAsync(connection, csv, NamesakePolicy.Unknown, "test", OpenWave.FirstMonday, ct);

    private async Task<IReadOnlyList<string>> ListAsync(string expression)
    {
        await using var connection = await _test.Database.OpenAsync();
        return await connection.ListAsync<string>($"select {expression} from person order by lower(email)", null, default);
    }
}
