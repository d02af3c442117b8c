using System.Net;
using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.People;

public sealed class PeoplePagesTests
{
    private const string List = "/programme/people";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private Form _form = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.OpenWave);
        _organisation = new Organisation(_server.Test.Database);
        var session = await _server.SessionAsync("hr1@example.org", "hr");
        _form = await Form.OpenAsync(_server, List + "/new", $"survey-session={session}");
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_list_is_searched_sorted_and_paged()
    {
        await _organisation.PeopleAsync("SHOP", 60);
        await _organisation.RunAsync("update person set active_to = '2026-01-31' where email = 'it1@example.org'");

        Assert.That(await NamesAsync("?search=it2"), Is.EqualTo(new[] { "It 2" }));
        Assert.That(await NamesAsync("?search=SHOP (fi)&page=2"), Has.Length.EqualTo(19));
        Assert.That(await NamesAsync("?search=it1&who=left"), Is.EqualTo(new[] { "It 1" }));
        Assert.That(await NamesAsync("?search=it1@"), Is.Empty);
        Assert.That(await NamesAsync("?search=100%25"), Is.Empty, "a per cent sign is no pattern");
        Assert.That((await NamesAsync("?sort=unit"))[0], Is.EqualTo("Hr 1"));
        Assert.That((await PageAsync(List)).QuerySelector("[role=status]")!.TextContent, Is.EqualTo("88 people"));
    }

    [Test]
    public async Task An_empty_list_says_what_to_do_and_has_nothing_to_search()
    {
        await using var server = await ApiServer.StartAsync();

        var page = await server.PageAsync("anna@example.org", "/programme/people", "hr");

        Assert.That(page.QuerySelector("main .lead")!.TextContent, Does.StartWith("Nobody is in the list yet."));
        Assert.That(page.QuerySelectorAll("main form[role=search], main a[download]"), Is.Empty);
    }

    [Test]
    public async Task HR_adds_a_person()
    {
        var added = await SaveAsync(List + "/new", ("email", "new@example.org"), ("name", "New Person"));

        Assert.That(added.QuerySelector("[role=status]")!.TextContent, Is.EqualTo("The person is added."));
        Assert.That(
            await _organisation.ListAsync<string>(
                "select actor || ': ' || action || ': ' || subject from audit_log where action like 'person%'"
            ),
            Is.EqualTo(new[] { "hr1@example.org: person added: new@example.org" })
        );
    }

    [Test]
    public async Task What_is_wrong_stands_beside_its_field_and_entries_stay()
    {
        var page = await SaveAsync(List + "/new", ("email", "it1@example.org"), ("name", "Somebody Else"));
        Assert.That(page.QuerySelector("#email-error")!.TextContent, Is.EqualTo("It 1 has this already"));
        Assert.That(page.QuerySelector("#name")!.GetAttribute("value"), Is.EqualTo("Somebody Else"));

        page = await SaveAsync(List + "/new", ("email", "new@"), ("name", "A"), ("unit", ""), ("active_to", "2026-13-01"));
        Assert.That(
            page.QuerySelectorAll(".field-error").Select(error => error.Id),
            Is.EqualTo(new[] { "email-error", "unit-error", "active_to-error" })
        );
    }

    [Test]
    public async Task A_new_address_keeps_the_person()
    {
        var id = await IdAsync("it1@example.org");

        var page = await ChangeAsync(id, ("email", "other@example.org"), ("name", "Another Name"), ("active_to", "2026-12-31"));

        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Is.EqualTo("The change is saved."));
        Assert.That(await IdAsync("other@example.org"), Is.EqualTo(id));
    }

    [Test]
    public async Task Of_two_changes_the_second_sees_the_first()
    {
        var id = await IdAsync("it1@example.org");
        var before = await PageAsync($"{List}/{id}");
        await _organisation.RunAsync("update person set name = 'Changed Meanwhile' where id = @id", new { id });

        var page = await SaveAsync($"{List}/{id}", ("email", "it1@example.org"), ("name", "Mine"), ("version", VersionOf(before)));

        Assert.That(page.QuerySelector(".field-stored")!.TextContent, Does.Contain("Changed Meanwhile"));
        Assert.That(page.QuerySelector("#name")!.GetAttribute("value"), Is.EqualTo("Mine"));
        Assert.That(
            await _organisation.OneAsync<string>("select name from person where id = @id", new { id }),
            Is.EqualTo("Changed Meanwhile")
        );
    }

    [Test]
    public async Task A_namesake_in_the_unit_asks_who_it_is()
    {
        var asked = await SaveAsync(List + "/new", ("email", "second@example.org"), ("name", "It 1"));
        Assert.That(asked.QuerySelectorAll("[name=namesakes]"), Has.Length.EqualTo(2));

        await SaveAsync(List + "/new", ("email", "second@example.org"), ("name", "It 1"), ("namesakes", "new"));

        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from person where name = 'It 1'"), Is.EqualTo(2));
    }

    [Test]
    public async Task Of_a_persons_mail_only_a_failed_invitation_is_told()
    {
        var id = await IdAsync("sales1@example.org");
        var address = $"{List}/{id}";
        var silent = (await PageAsync(address)).QuerySelector("main")!.TextContent;
        await _organisation.RunAsync(
            """
            insert into opt_out (person_id) values (@id);
            update person set hard_bounces = 1 where id = @id
            """,
            new { id }
        );
        Assert.That((await PageAsync(address)).QuerySelector("main")!.TextContent, Is.EqualTo(silent), "opting out leaves no trace");

        await _organisation.RunAsync(
            "update message set state = 'bounced', status_code = '5.1.1' where person_id = @id and kind = 'invitation'",
            new { id }
        );

        Assert.That((await PageAsync(address)).QuerySelector("main .alert")!.TextContent, Does.Contain("There is no such mailbox."));
    }

    [TestCase("csv")]
    [TestCase("xlsx")]
    public async Task What_is_downloaded_can_be_uploaded_again_and_changes_nothing(string kind)
    {
        await _organisation.RunAsync(
            "update person set name = 'Õie \"Käär\", ’', active_from = '2025-01-31', external_id = '007' where email = 'it1@example.org'"
        );
        var file = await _form.Client.GetByteArrayAsync($"{List}.{kind}");

        var page = await (await UploadSite.OpenAsync(_server)).UploadAsync(file, scope: "whole", name: "people." + kind);

        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 0, Changed 0, Unchanged 29, Leaving 0"));
    }

    [Test]
    public async Task Only_who_runs_the_programme_sees_people()
    {
        using var lead = await _server.ClientOfAsync("it2@example.org");
        foreach (var address in (string[])[List, List + "/new", List + "/1", List + ".csv", List + ".xlsx"])
        {
            Assert.That((await lead.GetAsync(address)).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK), address);
        }
    }

    private async Task<IDocument> ChangeAsync(long id, params (string Name, string Value)[] fields) =>
        await SaveAsync($"{List}/{id}", [.. fields, ("version", VersionOf(await PageAsync($"{List}/{id}")))]);

    private async Task<IDocument> SaveAsync(string address, params (string Name, string Value)[] fields)
    {
        var entries = new Dictionary<string, string>
        {
            ["unit"] = "IT",
            ["language"] = "en",
            ["time_zone"] = "Europe/Tallinn",
            ["employment"] = "permanent",
        };
        foreach (var (name, value) in fields)
        {
            entries[name] = value;
        }
        var answer = await _form.PostAsync(address, entries);
        return answer.Headers.Location is { } next
            ? await PageAsync(next.ToString())
            : await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
    }

    private static string VersionOf(IDocument page) => page.QuerySelector("[name=version]")!.GetAttribute("value") ?? "";

    private async Task<string[]> NamesAsync(string query) =>
        [.. (await PageAsync(List + query)).QuerySelectorAll("table.people tbody th").Select(name => name.TextContent)];

    private async Task<IDocument> PageAsync(string address) => await Html.ParseAsync(await _form.Client.GetStringAsync(address));

    private Task<long> IdAsync(string email) => _organisation.OneAsync<long>("select id from person where email = @email", new { email });
}
