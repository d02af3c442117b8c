using AngleSharp.Dom;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Uploads;

/// <summary>Departments that only the list of people names.</summary>
public sealed class UploadUnitsTests
{
    private const string Header = "email,name,unit,language,time_zone,employment\n";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private UploadSite _site = null!;

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task They_are_added_below_the_whole_organisation_if_that_is_chosen()
    {
        await StartAsync(StartingPoint.SmallOrganisation);
        var refused = await _site.UploadAsync(Header + Row("a", "Spa & Sauna") + Row("b", "spa & sauna") + Row("c", "IT"));
        Assert.That(UploadSite.Problems(refused)[0], Does.Contain("there is no unit 'Spa & Sauna'"));

        var page = await _site.PostAsync("choices", ("new_units", "yes"));

        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 3, Changed 0, Unchanged 0"));
        Assert.That(Notes(page), Does.Contain("This unit is new and is added below the whole organisation: Spa & Sauna"));
        Assert.That(page.QuerySelector(".upload-changes")!.TextContent, Does.Contain("Spa & Sauna").And.Not.Contain("SPA-SAUNA"));
        Assert.That(await UnitsAsync("SPA-SAUNA"), Is.Empty, "nothing is written before the confirmation");

        await _site.ConfirmAsync(page);

        Assert.That(await UnitsAsync("SPA-SAUNA"), Is.EqualTo(new[] { "Spa & Sauna department ROOT 2" }));
        Assert.That(
            await _organisation.ListAsync<string>("select actor || ' ' || subject from audit_log where action = 'added unit'"),
            Is.EqualTo(new[] { "hr1@example.org SPA-SAUNA" })
        );
    }

    [Test]
    public async Task The_choice_stands_on_the_page_of_the_columns_too()
    {
        await StartAsync(StartingPoint.SmallOrganisation);
        await _site.UploadAsync("Adr,Wer,Wo\na@example.org,A,Spa\n");

        var page = await _site.PostAsync(
            "columns",
            ("email", "0"),
            ("name", "1"),
            ("unit", "2"),
            ("language", "=fi"),
            ("time_zone", "=Europe/Helsinki"),
            ("employment", "=permanent"),
            ("new_units", "yes")
        );

        Assert.That(UploadSite.Counts(page), Is.EqualTo("New 1, Changed 0, Unchanged 0"));
        var columns = await _site.GetAsync(_site.Address + "/columns");
        Assert.That(columns.QuerySelector("#new_units")!.HasAttribute("checked"), Is.True);
    }

    [Test]
    public async Task In_an_empty_database_the_named_organisation_becomes_the_top()
    {
        await StartAsync(StartingPoint.Schema);
        await _site.UploadAsync(Header + Row("a", "Kitchen") + Row("b", "Hotel"));
        var unnamed = await _site.PostAsync("choices", ("new_units", "yes"));
        Assert.That(UploadSite.Problems(unnamed).Single(), Does.Contain("name the organisation under “Organisation” first"));

        await using (var connection = await _server.Test.Database.OpenAsync())
        {
            var settings = new OrganisationSettings { Name = LocalizedText.Of("Hotel") };
            await StoredOrganisation.SaveAsync(connection, settings, "hr1@example.org", _server.Clock.Now, default);
        }
        await _site.UploadAsync(Header + Row("a", "Kitchen") + Row("b", "Hotel"));
        await _site.ConfirmAsync(await _site.PostAsync("choices", ("new_units", "yes")));

        Assert.That(await UnitsAsync("KITCHEN"), Is.EqualTo(new[] { "Kitchen department HOTEL 1" }));
        Assert.That(await UnitsAsync("HOTEL"), Is.EqualTo(new[] { "Hotel department  1" }));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from unit"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_column_of_something_else_is_refused()
    {
        await StartAsync(StartingPoint.SmallOrganisation);
        await _site.UploadAsync(Header + string.Concat(Enumerable.Range(0, 201).Select(number => Row($"p{number}", $"Street {number}"))));

        var page = await _site.PostAsync("choices", ("new_units", "yes"));

        Assert.That(
            UploadSite.Problems(page).Single(),
            Is.EqualTo("Unit: more than 200 units would be new: choose the right column, or upload the units first")
        );
    }

    private static string Row(string name, string unit) => $"{name}@example.org,{name},{unit},fi,Europe/Helsinki,permanent\n";

    private static IEnumerable<string> Notes(IDocument page) => page.QuerySelectorAll(".note").Select(note => note.TextContent);

    private async Task StartAsync(StartingPoint from)
    {
        _server = await ApiServer.StartAsync(from);
        _organisation = new Organisation(_server.Test.Database);
        _site = await UploadSite.OpenAsync(_server);
    }

    private Task<IReadOnlyList<string>> UnitsAsync(string code) =>
        _organisation.ListAsync<string>(
            """
            select concat_ws(' ', unit.names ->> 'en', unit.kind, coalesce(parent.code, ''),
                             (select count(*) from person where unit_id = unit.id))
            from unit
            left join unit parent on parent.id = unit.parent_id
            where unit.code = @code
            """,
            new { code }
        );
}
