using Survey.Db.Csv;
using Survey.Db.Holidays;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Holidays;

public sealed class HolidayImportTests
{
    private const string File = "country,date,name\nEE,2026-02-24,Iseseisvuspäev\nFI,2026-12-06,Itsenäisyyspäivä\n";

    private TestDatabase _test = null!;

    [SetUp]
    public async Task CreateAsync() => _test = await TestDatabase.CreateAsync();

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task Holidays_are_those_of_the_country_of_a_time_zone()
    {
        var first = await _test.ImportAsync(HolidayImport.ImportAsync, File);
        var again = await _test.ImportAsync(
            HolidayImport.ImportAsync,
            File.Replace("Itsenäisyyspäivä", "Självständighetsdagen", StringComparison.Ordinal)
        );

        await using var connection = await _test.Database.OpenAsync();
        var calendar = await HolidayCalendar.LoadAsync(connection, default);
        Assert.Multiple(() =>
        {
            Assert.That((first, again), Is.EqualTo((new ImportCounts(2, 0, 0), new ImportCounts(0, 1, 1))));
            Assert.That(calendar.Of("Europe/Tallinn"), Is.EqualTo(new[] { new DateOnly(2026, 2, 24) }));
            Assert.That(calendar.Of("Europe/Helsinki"), Is.EqualTo(new[] { new DateOnly(2026, 12, 6) }));
            Assert.That(calendar.Of("Europe/Paris"), Is.Empty);
        });
    }

    [Test]
    public async Task Every_problem_is_named_with_its_line() =>
        Assert.That(
            await _test.ReasonsAsync(HolidayImport.ImportAsync, File + "Estonia,2026-02-24,X\nEE,24.2.2026,X\nFI,2026-12-06,Twice\n"),
            Is.EqualTo(
                new[]
                {
                    "line 4: country: 'Estonia' is not a country like FI (ISO 3166)",
                    "line 5: date: '24.2.2026' is not a date like 2026-03-31",
                    "line 6: date: this day of the country is on line 3 already",
                }
            )
        );
}
