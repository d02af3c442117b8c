using Survey.Db.Holidays;
using Survey.Db.Zones;

namespace Survey.Tests.Db.Zones;

public sealed class ZoneTests
{
    private static readonly DateTime July = new(2026, 7, 1);

    [TestCase("Asia/Calcutta", "Asia/Kolkata", "IN")]
    [TestCase("Europe/Kiev", "Europe/Kyiv", "UA")]
    [TestCase("US/Eastern", "America/New_York", "US")]
    [TestCase("Poland", "Europe/Warsaw", "PL")]
    [TestCase("America/Coral_Harbour", "America/Atikokan", "CA", Description = "its clock is Panama's, its holidays are not")]
    [TestCase("Iceland", "Atlantic/Reykjavik", "IS")]
    [TestCase("Europe/Tallinn", "Europe/Tallinn", "EE")]
    [TestCase("UTC", "Etc/UTC", null)]
    [TestCase("CET", "CET", null)]
    public void An_old_name_is_a_link_to_the_present_one_in_the_same_country(string name, string present, string? country)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Zone.Problem(name), Is.Null);
            Assert.That(ZoneNames.Present(name), Is.EqualTo(present));
            Assert.That(ZoneNames.CountryOf(name), Is.EqualTo(country));
            Assert.That(Zone.Of(name).GetUtcOffset(July), Is.EqualTo(TimeZoneInfo.FindSystemTimeZoneById(present).GetUtcOffset(July)));
        });
    }

    [Test]
    public void People_with_an_old_name_of_the_zone_have_its_holidays()
    {
        var day = new DateOnly(2026, 3, 2);
        var calendar = new HolidayCalendar([("IN", day)]);

        Assert.That(calendar.Of("Asia/Calcutta"), Is.EqualTo(new[] { day }));
        Assert.That(calendar.Of("Asia/Calcutta"), Is.EqualTo(calendar.Of("Asia/Kolkata")));
    }

    [Test]
    public void Every_zone_of_a_place_that_the_system_knows_belongs_to_a_country()
    {
        const string Folder = "/usr/share/zoneinfo";
        var places = Directory
            .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Where(name => name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("Etc/", StringComparison.Ordinal))
            .Where(name => Zone.Problem(name) is null)
            .ToList();

        Assert.That(places, Has.Count.GreaterThan(400));
        Assert.That(places.Where(name => ZoneNames.CountryOf(name) is null), Is.Empty);
    }

    [TestCase("Atlantis/Town")]
    [TestCase("FLE Standard Time", Description = "a Windows name")]
    [TestCase("europe/tallinn")]
    [TestCase("right/Europe/Tallinn", Description = "with leap seconds")]
    [TestCase("posix/Europe/Tallinn")]
    [TestCase("localtime")]
    [TestCase("../../etc/hostname")]
    [TestCase("")]
    public void What_is_no_zone_is_refused_where_it_enters_and_harmless_where_it_is_stored(string name)
    {
        Assert.That(Zone.Problem(name)?.ToString(), Is.EqualTo($"'{name}' is not a time zone like Europe/Tallinn"));
        Assert.That(() => Zone.Of(name), Throws.Nothing);
    }
}
