using System.Net;
using Survey.Db.Uploads;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Uploads;

public sealed class UploadPagesTests
{
    private const string Header = "email,name,unit,language,time_zone,employment\n";
    private const string NewPerson = "new@example.org,New Person,IT,fi,Europe/Helsinki,permanent\n";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private UploadSite _site = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        _site = await UploadSite.OpenAsync(_server);
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Nothing_is_written_before_the_confirmation_and_everything_after_it()
    {
        var page = await _site.UploadAsync(
            Header
                + NewPerson
                + "it1@example.org,It 1,HR,en,Europe/Tallinn,permanent\nit2@example.org,It 2,IT,en,Europe/Tallinn,permanent\n"
        );

        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 1, Changed 1, Unchanged 1"));
        Assert.That(
            page.QuerySelectorAll("#changes-changed ~ .rows li li").Select(line => Words(line.TextContent)),
            Is.EqualTo(new[] { "Unit: IT → HR" })
        );
        Assert.That(await CountAsync("new@example.org"), Is.Zero);
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from audit_log"), Is.Zero);

        var done = await _site.ConfirmAsync(page);

        Assert.That(Words(done.QuerySelector("[role=status]")!.TextContent), Does.StartWith("Saved. New: 1, changed: 1, leaving: 0."));
        Assert.That(await CountAsync("new@example.org"), Is.EqualTo(1));
        Assert.That(
            await _organisation.ListAsync<string>("select actor || ': ' || action || ': ' || subject from audit_log"),
            Is.EqualTo(new[] { "hr1@example.org: people uploaded: 1 new, 1 changed, 0 leaving, 1 unchanged" })
        );
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from upload"), Is.Zero);
    }

    [TestCase("confirm")]
    [TestCase("discard")]
    [TestCase("a day")]
    public async Task No_file_of_the_database_holds_an_upload_any_more(string end)
    {
        var page = await _site.UploadAsync(Header + NewPerson);
        var content = (await _organisation.OneAsync<byte[]>("select content from upload"))[..40];
        Assert.That(await _organisation.HoldingAsync(content), Is.EqualTo("upload"));

        await (
            end switch
            {
                "confirm" => _site.ConfirmAsync(page),
                "discard" => _site.PostAsync("discard"),
                _ => (Task)StoredUpload.DeleteOldAsync(_server.Test.Database, _server.Clock.Now.AddDays(1), default),
            }
        );

        Assert.That(await _organisation.HoldingAsync(content), Is.Empty);
    }

    [Test]
    public async Task Problems_are_told_with_line_and_column_and_as_a_file()
    {
        var page = await _site.UploadAsync(
            Header + NewPerson + "a@example.org,A,NOWHERE,fi,Europe/Helsinki,permanent\nb@example.org,B,IT,xx,Europe/Helsinki,permanent\n"
        );

        Assert.That(
            UploadSite.Problems(page),
            Is.EqualTo(new[] { "line 3: Unit: there is no unit 'NOWHERE'", "line 4: Language: 'xx' is not one of en, fi, et, pl, fr" })
        );
        Assert.That(page.QuerySelector("[name=digest]"), Is.Null, "nothing can be confirmed");
        var file = await _site.GetAsync(_site.Address + "/problems.csv");
        Assert.That(file.Body!.TextContent, Does.Contain("\"3\",\"Unit\",\"there is no unit 'NOWHERE'\""));
    }

    [Test]
    public async Task A_whole_list_ends_who_is_missing_and_many_need_a_second_yes()
    {
        var kept = await _organisation.ListAsync<string>(
            "select email || ',' || person.name || ',' || code || ',en,Europe/Tallinn,' || employment from person "
                + "join unit on unit.id = unit_id where code <> 'SHOP' order by email"
        );
        var page = await _site.UploadAsync(Header + string.Join('\n', kept) + "\n", scope: "whole");
        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 0, Changed 0, Unchanged 20, Leaving 9"));

        var refused = await _site.ConfirmAsync(page);

        Assert.That(_site.Answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(refused.QuerySelector("#many-error")!.TextContent, Does.StartWith("tick this if so many people really leave"));
        Assert.That(await ActiveAsync(), Is.EqualTo(29));

        await _site.ConfirmAsync(page, ("many", "yes"));

        Assert.That(await ActiveAsync(), Is.EqualTo(20));
        Assert.That(
            await _organisation.ListAsync<string>(
                "select distinct concat(active_from, '/', active_to) from person where active_to is not null"
            ),
            Is.EqualTo(new[] { "/2026-03-01" })
        );
    }

    [Test]
    public async Task The_scope_has_to_be_chosen_and_can_be_changed()
    {
        var refused = await _site.UploadAsync(Header + NewPerson, scope: null);
        Assert.That(refused.QuerySelector("#scope-error")!.TextContent, Does.StartWith("say whether the file is part of the list"));

        await _site.UploadAsync(Header + NewPerson);
        var whole = await _site.PostAsync("choices", ("scope", "whole"));

        Assert.That(UploadSite.Counts(whole), Is.EqualTo("New 1, Changed 0, Unchanged 0, Leaving 29"));
    }

    [Test]
    public async Task Unknown_columns_are_assigned_by_hand_once()
    {
        const string File = "Adr,Wer,Wo\nnew@example.org,New Person,it\n";
        var columns = await _site.UploadAsync(File);
        Assert.That(_site.Address, Does.EndWith("/columns"));
        Assert.That(
            columns.QuerySelectorAll("td").Select(cell => cell.TextContent),
            Is.EqualTo(new[] { "new@example.org", "New Person", "it" })
        );

        var missing = await _site.PostAsync("columns", ("email", "0"), ("name", "1"), ("unit", "1"));
        Assert.That(missing.QuerySelector("#unit-error")!.TextContent, Is.EqualTo("this column is chosen for another field already"));
        var page = await _site.PostAsync("columns", Assigned);
        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 1, Changed 0, Unchanged 0"));

        var again = await _site.UploadAsync(File);
        Assert.That(
            again.QuerySelector("#unit option[selected]")!.TextContent,
            Is.EqualTo("Column “Wo”"),
            "what was assigned is remembered"
        );
    }

    [Test]
    public async Task A_new_address_of_somebody_known_asks_whether_it_is_the_same_person()
    {
        const string File = Header + "married@example.org,It 1,IT,en,Europe/Tallinn,permanent\n";
        var page = await _site.UploadAsync(File);
        Assert.That(UploadSite.Problems(page).Single(), Does.Contain("is new and has the name and unit of it1@example.org"));

        var same = await _site.PostAsync("choices", ("namesakes", "same"));
        Assert.That(UploadSite.Counts(same), Is.EqualTo("New 0, Changed 1, Unchanged 0"));
        await _site.ConfirmAsync(same);

        Assert.That(await CountAsync("it1@example.org"), Is.Zero);
        Assert.That(await CountAsync("married@example.org"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_change_by_somebody_else_after_the_preview_is_shown_first()
    {
        var page = await _site.UploadAsync(Header + "it1@example.org,It 1,HR,en,Europe/Tallinn,permanent\n");
        await _organisation.RunAsync("update person set name = 'Renamed' where email = 'it1@example.org'");

        var outdated = await _site.ConfirmAsync(page);

        Assert.That(_site.Answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(outdated.Body!.TextContent, Does.Contain("has changed since you looked"));
        Assert.That(outdated.Body.TextContent, Does.Contain("Renamed"));
    }

    [Test]
    public async Task An_upload_ends_after_a_day_and_when_it_is_discarded()
    {
        await _site.UploadAsync(Header + NewPerson);
        await _site.PostAsync("discard");
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from upload"), Is.Zero);

        await _site.UploadAsync(Header + NewPerson);
        var address = _site.Address;
        _server.Clock.Now += TimeSpan.FromHours(25);
        using var client = await _server.ClientOfAsync("hr1@example.org");
        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_picture_that_is_called_csv_is_refused_beside_the_field()
    {
        var page = await _site.UploadAsync([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. "IHDR"u8, 0, 0, 1]);

        Assert.That(_site.Answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.QuerySelector("#file-error")!.TextContent, Does.StartWith("there is no table in this file"));
    }

    [Test]
    public async Task A_moved_unit_is_shown_with_both_places()
    {
        var page = await _site.UploadAsync("code,name,kind,parent,lead_email\nSHOP,SHOP,department,SALES,\n", "units", null);

        Assert.That(
            page.QuerySelectorAll("#changes-changed ~ .rows li li").Select(line => Words(line.TextContent)),
            Does.Contain("Belongs to: ROOT → SALES")
        );
        await _site.ConfirmAsync(page);
        Assert.That(
            await _organisation.OneAsync<string>(
                "select parent.code from unit join unit parent on parent.id = unit.parent_id where unit.code = 'SHOP'"
            ),
            Is.EqualTo("SALES")
        );
    }

    [Test]
    public async Task A_hundred_thousand_rows_are_compared_while_the_page_waits()
    {
        var rows = Enumerable
            .Range(0, 100_000)
            .Select(number => $"p{number}@example.org,Person {number},IT,fi,Europe/Helsinki,permanent\n");

        var page = await _site.UploadAsync(Header + string.Concat(rows));

        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 100,000, Changed 0, Unchanged 0"));
    }

    [TestCase("units", "Code;Nimi;Laji;Yläyksikkö;Esimies\nLAB;Laboratorio;Tiimi;ROOT;\n", "New 1, Changed 0, Unchanged 0")]
    [TestCase(
        "relationships",
        "Code,From,To,Type,Process,Owner\nIT-SHOP,IT,SHOP (fi),team to team,service,\n",
        "New 1, Changed 0, Unchanged 0"
    )]
    [TestCase("holidays", "Riik\tKuupäev\tNimi\nEE\t24.2.2026\tIseseisvuspäev\n", "New 1, Changed 0, Unchanged 0")]
    [TestCase("responses", "wave,closed_on,service,rating,waiting\nOLD,2025-06-30,IT-ALL,4,3\n", "New 1, Changed 0, Unchanged 0")]
    public async Task Other_kinds_of_file_go_the_same_way(string kind, string file, string counts)
    {
        var page = await _site.UploadAsync(file, kind, null);
        Assert.That(UploadSite.Counts(page), Is.EqualTo(counts), page.Body!.TextContent);

        await _site.ConfirmAsync(page);

        Assert.That(_site.Address, Does.StartWith($"/programme/upload?kind={kind}&done=1&new=1"));
    }

    [Test]
    public async Task Only_who_runs_the_programme_uploads()
    {
        using var lead = await _server.ClientOfAsync("it1@example.org");

        Assert.That((await lead.GetAsync("/programme/upload?kind=people")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    private static (string, string)[] Assigned =>
        [
            ("email", "0"),
            ("name", "1"),
            ("unit", "2"),
            ("language", "=fi"),
            ("time_zone", "=Europe/Helsinki"),
            ("employment", "=permanent"),
        ];

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<int> CountAsync(string email) =>
        _organisation.OneAsync<int>("select count(*)::int from person where email = @email", new { email });

    private Task<int> ActiveAsync() =>
        _organisation.OneAsync<int>("select count(*)::int from person where coalesce(active_to, 'infinity') >= '2026-03-02'");
}
