using System.Text.Json.Nodes;
using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.Pulses;
using Survey.Db.Settings;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Pulses;

public sealed class PulseImportTests
{
    private const string Good = """
        {"code":"quarterly","name":"Quarterly","relationships":["it-all","*"],"cron":"0 0 9 ? * MON#1","timeZone":"Europe/Tallinn",
         "firstDate":"2026-01-01","openDays":7,"remindAfterDays":[3,5],"precision":0.30,"quietDays":14,"maxRelationships":3,
         "minimumGroup":5,
         "closeTime":"18:00","sendHours":"08:00-18:00","sendDays":[1,2,3,4,5]}
        """;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task A_pulse_is_added_then_unchanged_then_changed()
    {
        var counts = new[]
        {
            await StoreAsync(Good),
            await StoreAsync(Good),
            await StoreAsync(With("paused", "true")),
            await StoreAsync(With("sendDays", null)),
        };

        Assert.That(counts, Is.EqualTo(new ImportCounts[] { new(1, 0, 0), new(0, 0, 1), new(0, 1, 0), new(0, 1, 0) }));
        await using var connection = await _test.Database.OpenAsync();
        var pulse = await PulseList.FindAsync(connection, "QUARTERLY", default);
        Assert.Multiple(() =>
        {
            Assert.That(pulse!.Relationships, Is.EqualTo(new[] { "IT-ALL", "*" }));
            Assert.That(pulse.SendDays, Is.Null);
            Assert.That(pulse.SendHours, Is.EqualTo("08:00-18:00"));
            Assert.That(pulse.CloseTime, Is.EqualTo("18:00"));
            Assert.That(pulse.RemindAfterDays, Is.EqualTo(new[] { 3, 5 }));
        });
    }

    [Test]
    public async Task The_name_is_one_text_or_one_per_language()
    {
        await StoreAsync(With("code", "\"named\""));
        await using var connection = await _test.Database.OpenAsync();
        var one = await PulseList.FindAsync(connection, "named", default);
        var texts = With("name", """{"en":"Quarterly","fi":"Neljännesvuosittain"}""");
        var counts = new[] { await StoreAsync(Named(texts)), await StoreAsync(Named(texts)) };
        var several = await PulseList.FindAsync(connection, "named", default);

        Assert.Multiple(() =>
        {
            Assert.That(one!.Name.In("fi"), Is.EqualTo("Quarterly"));
            Assert.That(counts, Is.EqualTo(new ImportCounts[] { new(0, 1, 0), new(0, 0, 1) }));
            Assert.That(several!.Name.In("fi"), Is.EqualTo("Neljännesvuosittain"));
            Assert.That(several.Name.In("pl"), Is.EqualTo("Quarterly"));
        });

        static string Named(string json)
        {
            var pulse = JsonNode.Parse(json)!.AsObject();
            pulse["code"] = "named";
            return pulse.ToJsonString();
        }
    }

    [Test]
    public async Task Absent_minimums_are_those_of_the_configuration()
    {
        var pulse = await PulseFile.ReadAsync(
            ImportFile.Of(With("minimumGroup", null)),
            new PrivacyOptions { MinimumGroup = 8, MinimumComments = 12 },
            default
        );

        Assert.That((pulse.MinimumGroup, pulse.MinimumComments), Is.EqualTo((8, 12)));
    }

    [TestCase("Europe/Tallinn", "2026-10-25", "0 30 3 * * ?", TestName = "An hour that comes twice on the first day is one time")]
    [TestCase(
        "America/Scoresbysund",
        "2026-03-28",
        "0 0 23 * * ?",
        TestName = "An hour that the clock skips on the first day is of that day"
    )]
    public async Task A_change_of_the_clock_on_the_first_day_is_no_second_period(string zone, string firstDate, string cron)
    {
        var root = JsonNode.Parse(Good)!.AsObject();
        (root["timeZone"], root["firstDate"], root["cron"]) = (zone, firstDate, cron);

        Assert.That((await PulseFile.ReadAsync(ImportFile.Of(root.ToJsonString()), new PrivacyOptions(), default)).Cron, Is.EqualTo(cron));
    }

    [Test]
    public async Task The_last_day_of_the_calendar_as_an_end_means_none()
    {
        var pulse = await PulseFile.ReadAsync(ImportFile.Of(With("endDate", "\"9999-12-31\"")), new PrivacyOptions(), default);

        Assert.That(pulse.EndDate, Is.Null);
    }

    [Test]
    public async Task A_pulse_that_has_run_for_long_may_be_stored_again_and_a_new_one_of_long_ago_may_not()
    {
        var old = JsonNode.Parse(With("firstDate", "\"2006-03-06\""))!.AsObject();
        old["code"] = "old";
        var refused = await ImportFile.ReasonsAsync(() => StoreAsync(old.ToJsonString()));
        await using var connection = await _test.Database.OpenAsync();
        await connection.RunAsync(
            """
            insert into pulse (code, names, relationships, cron, time_zone, first_date, open_days)
            values ('old', '{"en":"Old"}', '{*}', '0 0 9 ? * MON', 'UTC', '2006-03-06', 7);
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments)
            select 'old-2026-02-02', id, '2026-02-02', 'sealed', 1, '2026-02-02', '2026-02-09', 5, 10 from pulse where code = 'old';
            """,
            null,
            default
        );

        Assert.That(refused, Is.EqualTo(new[] { "firstDate: 2006-03-06 is more than 10 years ago: name the day from which waves open" }));
        Assert.That(await StoreAsync(old.ToJsonString()), Is.EqualTo(new ImportCounts(0, 1, 0)));
    }

    [TestCase("firstDate", "\"2027-02-29\"", "firstDate: must be a date like 2026-03-31")]
    [TestCase("code", "\"a23456789012345678901234567890\"", "code: is longer than 29 characters")]
    [TestCase("name", "\"Trial\\u0000 pulse\"", "name: has a control character (U+0000): type it again")]
    [TestCase("name", "\"Trial \\u202e\"", "name: has an invisible letter (U+202E): type it again")]
    [TestCase("name", "{}", "name: must be a text per language")]
    [TestCase("name", "{\"en\":\"A\",\"xx\":\"B\"}", "name: 'xx' is not one of")]
    [TestCase("name", "{\"en\":\"A\",\"fi\":\" \"}", "name.fi:")]
    [TestCase("name", "\" \"", "name:")]
    [TestCase("name", "7", "name: must be a text")]
    [TestCase("relationships", "[\"IT\\u0000\"]", "relationships[0]: has a control character (U+0000)")]
    [TestCase("colour", "1", "colour: unknown")]
    [TestCase("cron", null, "cron: is missing")]
    [TestCase("relationships", "[]", "relationships: must name at least one")]
    [TestCase("relationships", "[\"IT-ALL\",\"it-all\"]", "relationships: names a service twice")]
    [TestCase("relationships", "[\"NONE\"]", "relationships: there is no service 'NONE'")]
    [TestCase("cron", "\"0 0 9 ? * XXX\"", "cron: '0 0 9 ? * XXX' is not a Quartz cron expression")]
    [TestCase("cron", "\"0 0 9,17 ? * MON\"", "cron: names more than one time of the same day")]
    [TestCase("cron", "\"0 0/30 9 ? * MON\"", "cron: names more than one time of the same day")]
    [TestCase("cron", "\"0 0 9 ? * MON 2020\"", "cron: '0 0 9 ? * MON 2020' names no day from firstDate on")]
    [TestCase("timeZone", "\"Tallinn\"", "timeZone: 'Tallinn' is not a time zone")]
    [TestCase("firstDate", "\"1.1.2026\"", "firstDate: must be a date like 2026-03-31")]
    [TestCase("endDate", "\"2025-12-31\"", "endDate: is before firstDate")]
    [TestCase("firstDate", "\"0001-01-01\"", "firstDate: 0001-01-01 is before 2000-01-01: name the day from which waves open")]
    [TestCase("openDays", "5", "remindAfterDays: 5: the wave closes after 5 days")]
    [TestCase("openDays", "3", "remindAfterDays: 3 and 5: the wave closes after 3 days")]
    [TestCase("openDays", "1", "remindAfterDays: 3 and 5: the wave closes after 1 day")]
    [TestCase("openDays", "0", "openDays: must be between 1 and 90")]
    [TestCase("openDays", "1.5", "openDays: must be a whole number")]
    [TestCase("remindAfterDays", "[1,2,3]", "remindAfterDays: at most two reminders")]
    [TestCase("remindAfterDays", "[5,3]", "remindAfterDays: the second must be after the first")]
    [TestCase("remindAfterDays", "[0]", "remindAfterDays: must be days from 1 to 90")]
    [TestCase("precision", "0", "precision: must be more than 0")]
    [TestCase("quietDays", "-1", "quietDays: must be between 0 and 365")]
    [TestCase("maxRelationships", "0", "maxRelationships: must be between 1 and 20")]
    [TestCase("minimumGroup", "2", "minimumGroup: must be between 3 and 1000")]
    [TestCase("minimumGroup", "4", "minimumGroupReason: is required when minimumGroup is under 5")]
    [TestCase("minimumComments", "4", "minimumComments: must be between 5 and 1000")]
    [TestCase("approval", "\"maybe\"", "approval: maybe is not one of automatic, required")]
    [TestCase("closeTime", "\"6 pm\"", "closeTime: must be a time of day like 18:00")]
    [TestCase("sendHours", "\"18:00-08:00\"", "sendHours: must be like 08:00-18:00")]
    [TestCase("sendDays", "[0]", "sendDays: must be weekdays from 1 (Monday) to 7")]
    [TestCase("paused", "\"no\"", "paused: must be true or false")]
    public async Task What_is_wrong_is_named(string member, string? value, string reason) =>
        Assert.That(await ImportFile.ReasonsAsync(() => StoreAsync(With(member, value))), Has.Some.StartsWith(reason));

    private async Task<ImportCounts> StoreAsync(string text)
    {
        var pulse = await PulseFile.ReadAsync(ImportFile.Of(text), new PrivacyOptions(), default);
        return await _test.Database.InTransactionAsync(connection => PulseImport.StoreAsync(connection, pulse, Now, default));
    }

    private static string With(string member, string? value)
    {
        var root = JsonNode.Parse(Good)!.AsObject();
        root.Remove(member);
        if (value is not null)
        {
            root[member] = JsonNode.Parse(value);
        }
        return root.ToJsonString();
    }
}
