using System.Net;
using AngleSharp.Dom;
using Survey.Db;
using Survey.Db.Pulses;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

public sealed class PulsePagesTests
{
    private const string List = "/programme/pulses";
    private const string Hr = "hr1@example.org";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync("update pulse set first_date = '2026-03-01'");
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_new_pulse_is_shown_first_and_stored_after_the_yes()
    {
        var form = await FilledForm.OpenAsync(_server, List + "/new");
        form.With("code", "quarterly").With("name.en", "Quarterly").With("name.fi", "Neljännesvuosittain");
        form.With("every", "quarter").With("month", "4").With("nth", "2").With("weekday", "1").With("time", "09:00");

        var review = await form.SendAsync();

        var page = await ReadAsync(review);
        Assert.Multiple(async () =>
        {
            Assert.That(review.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                page.Body!.TextContent,
                Does.Contain("Every quarter (January, April, July, October), on the second Monday, 09:00")
                    .And.Contain("Monday, 13 April 2026, 09:00")
            );
            Assert.That(await FindAsync("quarterly"), Is.Null, "nothing is stored before the yes");
        });

        var saved = await (await form.NextAsync(review)).With("sure", "yes").SendAsync();

        var pulse = (await FindAsync("quarterly"))!;
        Assert.Multiple(async () =>
        {
            Assert.That(saved.Headers.Location?.ToString(), Is.EqualTo(List + "/quarterly?done=saved"));
            Assert.That(pulse.Cron, Is.EqualTo("0 0 9 ? 1,4,7,10 MON#2"));
            Assert.That(pulse.Name.In("fi"), Is.EqualTo("Neljännesvuosittain"));
            Assert.That((pulse.OpenDays, pulse.CloseTime, pulse.SendHours), Is.EqualTo((10, "18:00", "08:00-18:00")));
            Assert.That(pulse.SendDays, Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
            Assert.That(pulse.RemindAfterDays, Is.EqualTo(new[] { 3, 7 }));
            Assert.That(pulse.NeedsApproval, Is.True);
            Assert.That(await LogAsync("quarterly"), Is.EqualTo(new[] { ("hr1@example.org", "pulse added") }));
        });
    }

    [Test]
    public async Task A_new_pulse_without_a_code_gets_one_from_its_name()
    {
        var form = (await FilledForm.OpenAsync(_server, List + "/new")).With("name.en", "Every Quarter, for everybody in the house");
        var review = await form.SendAsync();

        var saved = await (await form.NextAsync(review)).With("sure", "yes").SendAsync();

        Assert.That(saved.Headers.Location?.ToString(), Is.EqualTo(List + "/every-quarter-for-everybody-i?done=saved"));
    }

    [Test]
    public async Task A_change_is_shown_field_by_field_with_dates_people_and_mails()
    {
        var form = (await FilledForm.OpenAsync(_server, List + "/MONTHLY")).With("openDays", "9").With("weekday", "3");

        var review = await form.SendAsync();

        var page = await ReadAsync(review);
        Assert.Multiple(() =>
        {
            Assert.That(
                page.QuerySelectorAll("main table:has(caption) tbody tr").Select(row => row.Children.Select(cell => cell.TextContent)),
                Is.EqualTo(
                    new[]
                    {
                        new[] { "How often", "Every month, on the first Monday, 09:00", "Every month, on the first Wednesday, 09:00" },
                        ["Open for", "7 days", "9 days"],
                    }
                )
            );
            Assert.That(
                page.QuerySelector(".pulse-columns")!.TextContent,
                Does.Contain("Monday, 2 March").And.Contain("Wednesday, 4 March")
            );
            Assert.That(
                page.QuerySelectorAll(".pulse-months tbody tr").First(row => row.TextContent.Contains("April 2026")).TextContent,
                Does.Match(@"April 2026\s*26\s*26\s*78\s*78")
            );
        });
        await (await form.NextAsync(review)).With("sure", "yes").SendAsync();
        Assert.That(await LogAsync("MONTHLY"), Is.EqualTo(new[] { ("hr1@example.org", "pulse changed: every openDays") }));
    }

    [Test]
    public async Task Saving_without_a_change_keeps_every_value_of_the_pulse()
    {
        await _organisation.RunAsync("update pulse set send_hours = '07:30-16:00', send_days = '{2,4}', end_date = '2027-06-30'");
        var before = await FindAsync("MONTHLY");
        var form = await FilledForm.OpenAsync(_server, List + "/MONTHLY");

        var review = await form.SendAsync();
        await (await form.NextAsync(review)).With("sure", "yes").SendAsync();

        var after = await FindAsync("MONTHLY");
        Assert.Multiple(async () =>
        {
            Assert.That((await ReadAsync(review)).Body!.TextContent, Does.Contain("Nothing changes"));
            Assert.That(PulseJson(after!), Is.EqualTo(PulseJson(before!)));
        });
    }

    [TestCase("openDays", "many", "must be a whole number")]
    [TestCase("openDays", "91", "must be between 1 and 90")]
    [TestCase("minimumGroup", "4", "is needed for fewer than 5 answers")]
    [TestCase("endDate", "2025-01-01", "is before the first day")]
    [TestCase("remindAfterDays", "soon", "must be days like 3, 7")]
    [TestCase("timeZone", "Nowhere/Land", "is not a time zone")]
    [TestCase("time", "late", "must be a time of day")]
    [TestCase("sendHours", "19:00", "the end after the start")]
    [TestCase("name.en", "", "give a name")]
    public async Task What_is_wrong_is_said_beside_the_field_and_the_entries_stay(string field, string value, string said)
    {
        await _organisation.RunAsync("update pulse set send_hours = '08:00-18:00'");
        var form = (await FilledForm.OpenAsync(_server, List + "/MONTHLY")).With(field, value).With("quietDays", "21");

        var answer = await form.SendAsync();

        var page = await ReadAsync(answer);
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(page.QuerySelector(".form-problems")!.TextContent, Does.Contain(said));
            Assert.That(page.QuerySelector("form .field-error")!.TextContent, Does.Contain(said));
            Assert.That(page.QuerySelector("#quietDays")!.GetAttribute("value"), Is.EqualTo("21"));
        });
    }

    [Test]
    public async Task The_code_of_another_pulse_is_refused()
    {
        var form = (await FilledForm.OpenAsync(_server, List + "/new")).With("code", "monthly").With("name.en", "Again");

        var answer = await form.SendAsync();

        Assert.That((await ReadAsync(answer)).QuerySelector(".field-error")!.TextContent, Does.Contain("is taken"));
    }

    [Test]
    public async Task The_second_of_two_people_sees_what_the_first_one_stored()
    {
        var second = (await FilledForm.OpenAsync(_server, List + "/MONTHLY")).With("openDays", "12");
        var review = await second.SendAsync();
        await _organisation.RunAsync("update pulse set open_days = 5, remind_after_days = '{2}'");

        var answer = await (await second.NextAsync(review)).With("sure", "yes").SendAsync();

        var page = await ReadAsync(answer);
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(page.QuerySelectorAll(".field-stored").Select(note => note.TextContent), Does.Contain("Stored now: 5"));
            Assert.That(page.QuerySelector("#openDays")!.GetAttribute("value"), Is.EqualTo("12"));
            Assert.That((await FindAsync("MONTHLY"))!.OpenDays, Is.EqualTo(5));
        });
        var again = await (await second.NextAsync(answer)).SendAsync();
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK), "having seen it, the second may go on");
    }

    [Test]
    public async Task A_cron_that_words_cannot_say_stays_and_the_page_says_so()
    {
        await _organisation.RunAsync("update pulse set cron = '0 0 9 1,15 * ?'");
        var form = (await FilledForm.OpenAsync(_server, List + "/MONTHLY")).With("openDays", "8");

        var review = await form.SendAsync();
        await (await form.NextAsync(review)).With("sure", "yes").SendAsync();

        var page = await _server.PageAsync(Hr, List + "/MONTHLY", "hr");
        var pulse = await FindAsync("MONTHLY");
        Assert.Multiple(() =>
        {
            Assert.That((pulse!.Cron, pulse.OpenDays), Is.EqualTo(("0 0 9 1,15 * ?", 8)));
            Assert.That(page.Body!.TextContent, Does.Contain("As in the file: 0 0 9 1,15 * ?").And.Contain("cannot be said in words"));
        });
    }

    [Test]
    public async Task The_year_has_each_wave_with_people_mails_and_holidays()
    {
        await _organisation.RunAsync(
            "insert into holiday values ('EE', '2026-04-06', 'Second day of Easter'), ('US', '2026-04-07', 'Elsewhere')"
        );

        var page = await _server.PageAsync(Hr, List + "/year", "hr");

        var april = page.QuerySelectorAll(".pulse-year tbody tr").First(row => row.TextContent.Contains("April 2026"));
        Assert.Multiple(() =>
        {
            Assert.That(april.TextContent, Does.Contain("on a holiday: Second day of Easter (EE)").And.Not.Contain("Elsewhere"));
            Assert.That(april.QuerySelectorAll(".number").Select(cell => cell.TextContent), Is.EqualTo(new[] { "26", "78" }));
        });
    }

    [Test]
    public async Task The_list_says_each_pulse_in_words_with_its_next_wave()
    {
        var page = await _server.PageAsync(Hr, List, "hr");

        var card = page.QuerySelector("main .card")!;
        Assert.Multiple(() =>
        {
            Assert.That(card.TextContent, Does.Contain("Every month, on the first Monday, 09:00").And.Contain("all services"));
            Assert.That(card.QuerySelector("dd a")!.GetAttribute("href"), Does.StartWith("/programme/waves/MONTHLY-2026-03-02"));
        });
    }

    private async Task<Pulse?> FindAsync(string code)
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        return await PulseList.FindAsync(connection, code, default);
    }

    private async Task<IEnumerable<(string, string)>> LogAsync(string code)
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        return (await AuditLog.ListAsync(connection, $"pulse {code}", default)).Select(entry => (entry.Actor, entry.Action));
    }

    private static string PulseJson(Pulse pulse) => System.Text.Json.JsonSerializer.Serialize(pulse);

    private static async Task<IDocument> ReadAsync(HttpResponseMessage answer) =>
        await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
}
