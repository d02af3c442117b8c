using System.Net;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme.SetUp;

public sealed class OrganisationPageTests
{
    private const string Address = "/programme/organisation";

    private ApiServer _server = null!;

    [SetUp]
    public async Task StartAsync() =>
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation, ("Privacy:Contact", "Contact of the operator"));

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task What_is_saved_stands_on_the_privacy_page_at_once_and_in_the_log()
    {
        var page = await OpenAsync();

        var answer = await page.With("controller", "Hotel Baltic, Tallinn").With("retention_months", "24").SendAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        var privacy = await _server.Client.GetStringAsync("/privacy");
        Assert.That(privacy, Does.Contain("Hotel Baltic, Tallinn").And.Contain("24 months"));
        Assert.That(await OneAsync("select actor from audit_log where subject = 'organisation'"), Is.EqualTo("hr1@example.org"));
    }

    [Test]
    public async Task The_name_is_the_top_units()
    {
        await (await OpenAsync()).With("name.en", "Hotel Baltic").With("name.et", "Hotell Baltic").SendAsync();

        Assert.That(await OneAsync("select names ->> 'et' from unit where parent_id is null"), Is.EqualTo("Hotell Baltic"));
    }

    [Test]
    public async Task What_the_operator_has_set_wins_and_cannot_be_entered()
    {
        var page = await OpenAsync();

        Assert.That(page.Page.QuerySelector("[name=contact]"), Is.Null);
        Assert.That(page.Page.QuerySelector("main")!.TextContent, Does.Contain("Contact of the operator").And.Contain("Privacy:Contact"));

        await page.With("contact", "Somebody else").SendAsync();

        Assert.That(
            await _server.Client.GetStringAsync("/privacy"),
            Does.Contain("Contact of the operator").And.Not.Contain("Somebody else")
        );
    }

    [Test]
    public async Task A_retention_that_deletes_answers_at_once_needs_a_second_yes()
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        await connection.RunAsync(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments, sealed_at)
            select 'OLD', id, '2025-01-06', 'sealed', 1, '2025-01-06Z', '2025-01-13Z', 5, 10, '2025-01-13Z' from pulse limit 1
            """,
            null,
            default
        );
        var form = (await OpenAsync()).With("retention_months", "12");

        var asked = await form.SendAndReadAsync(422);
        Assert.That(asked.QuerySelector("#delete_answers-error")!.TextContent, Does.Contain("1 wave would be deleted for good"));
        Assert.That(await OneAsync("select count(*)::text from organisation_settings where content ? 'RetentionMonths'"), Is.EqualTo("0"));

        await form.With("delete_answers", "yes").SendAndFollowAsync();
        Assert.That(await OneAsync("select content ->> 'RetentionMonths' from organisation_settings"), Is.EqualTo("12"));
    }

    [Test]
    public async Task A_retention_that_deletes_nothing_yet_is_saved_at_once() =>
        await (await OpenAsync()).With("retention_months", "12").SendAndFollowAsync();

    [TestCase("minimum_group", "2", "must be a whole number from 3 to 1000")]
    [TestCase("minimum_comments", "4", "must be a whole number from 5 to 1000")]
    [TestCase("retention_months", "soon", "must be a whole number from 1 to 1200")]
    [TestCase("time_zone", "Tallinn", "'Tallinn' is not a time zone like Europe/Tallinn")]
    [TestCase("default_language", "xx", "choose one of the languages offered")]
    [TestCase("reporting_channel", "ftp://example.org", "is neither a web address")]
    public async Task A_wrong_value_is_refused_beside_its_field_and_nothing_is_lost(string field, string value, string sentence)
    {
        var answer = await (await OpenAsync()).With("controller", "Kept").With(field, value).SendAsync();
        var page = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.QuerySelector($"#{field}-error")!.TextContent, Does.Contain(sentence));
        Assert.That(page.QuerySelector($"#problems a[href='#{field}']"), Is.Not.Null);
        Assert.That(page.QuerySelector("[name=controller]")!.TextContent, Does.Contain("Kept"));
        Assert.That(await _server.Client.GetStringAsync("/privacy"), Does.Not.Contain("Kept"));
    }

    [Test]
    public async Task The_second_of_two_people_sees_the_first_ones_change_before_deciding()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await first.With("controller", "First").SendAsync();

        var answer = await second.With("controller", "Second").SendAsync();
        var page = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(page.QuerySelector(".field-stored")!.TextContent, Does.Contain("First"));
        Assert.That(page.QuerySelector("[name=controller]")!.TextContent, Does.Contain("Second"));
        Assert.That(await _server.Client.GetStringAsync("/privacy"), Does.Contain("First").And.Not.Contain("Second"));
    }

    [Test]
    public async Task A_language_that_is_not_offered_stands_at_the_foot_of_no_page()
    {
        var page = await OpenAsync();
        await page.With("offered_languages", "en").SendAsync();

        var help = await Html.ParseAsync(await _server.Client.GetStringAsync("/help"));

        Assert.That(help.QuerySelectorAll(".page-languages li").Select(item => item.TextContent.Trim()), Is.EqualTo(["English"]));
    }

    private async Task<string> OneAsync(string sql)
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        return await connection.OneAsync<string>(sql, null, default);
    }

    private Task<FilledForm> OpenAsync() => FilledForm.OpenAsync(_server, Address);
}
