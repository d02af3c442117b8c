using Microsoft.Playwright;
using Npgsql;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Db.Uploads;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>
/// The pages in a real browser: accessible in every language, light and dark, and without sideways scrolling on a small phone.
/// SURVEY_PICTURES names a folder for pictures of all of them.
/// </summary>
public sealed class PagesTests
{
    private ApiServer _server = null!;
    private readonly List<Guid> _uploads = [];
    private IReadOnlyList<(string Name, string Address)> _acted = [];
    private string _link = "";
    private long _bounced;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await organisation.RelationshipAsync("SHOP-HR", "SHOP", "HR");
        await organisation.RelationshipAsync("HR-ALL", "HR", "ROOT", "department_to_employee");
        await organisation.RunAsync(
            """
            update unit set lead_email = 'it1@example.org',
                names = '{"en": "Information technology and workplace services for all sites",
                          "fi": "Tietohallinto- ja työympäristöpalvelut kaikille toimipaikoille",
                          "et": "Infotehnoloogia- ja töökeskkonnateenused kõigile asukohtadele",
                          "pl": "Usługi informatyczne i obsługa stanowisk we wszystkich biurach",
                          "fr": "Informatique et services aux postes de travail, tous sites"}'
            where code = 'IT'
            """
        );
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1), hidden: "HR-SALES");
        _acted = await ActedOn.AddAsync(organisation, "W2");
        var open = await OpenWave.OpenAsync(organisation);
        await organisation.RunAsync(
            """
            insert into wave_participation (wave_id, unit_id, band, as_of)
            select @id, null, '25to50', date '2026-03-03' union all
            select @id, id, case when code = 'SALES' then 'over75' else 'under25' end, date '2026-03-03' from unit
            where code in ('SALES', 'SHOP');
            update message set state = 'bounced', status_code = '5.1.1', reason = 'The mailbox does not exist.'
            where id in (select id from message where wave_id = @id limit 2)
            """,
            new { id = open.Id }
        );
        await organisation.RunAsync("update pulse set approval = 'required'");
        await using var connection = await _server.Test.Database.OpenAsync();
        var signIn = await SignIns.CreateAsync(connection, "hr1@example.org", _server.Clock.Now, default);
        _bounced = await connection.OneAsync<long>("select min(person_id) from message where state = 'bounced'", null, default);
        foreach (var unit in (string[])["HR", "NOWHERE"])
        {
            _uploads.Add(await StoreAsync(connection, $"it1@example.org,It 1,{unit}\nnew@example.org,A New Person,{unit}\n"));
        }
        _link = "/sign-in/" + ApiServer.TokenKey.Make(TokenPurpose.SignIn, signIn);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("en", ColorScheme.Light)]
    [TestCase("fi", ColorScheme.Light)]
    [TestCase("et", ColorScheme.Light)]
    [TestCase("pl", ColorScheme.Light)]
    [TestCase("fr", ColorScheme.Light)]
    [TestCase("en", ColorScheme.Dark)]
    public async Task Every_page_is_accessible(string language, ColorScheme scheme)
    {
        var page = await PageAsync("hr1@example.org", "hr", 1440, scheme);
        foreach (var (name, address) in Addresses)
        {
            await page.GotoAsync($"{_server.Address}{address.TrimStart('/')}{(address.Contains('?') ? '&' : '?')}language={language}");
            Assert.That(await page.AxeAsync(), Is.Empty, address);
            await page.PictureAsync($"{name}-1440-{language}-{scheme}");
        }
        await page.Context.DisposeAsync();
    }

    [TestCase("en", 320)]
    [TestCase("pl", 360)]
    [TestCase("fi", 360)]
    [TestCase("fr", 768)]
    public async Task No_page_scrolls_sideways(string language, int width)
    {
        var page = await PageAsync("hr1@example.org", "hr", width, ColorScheme.Dark);
        foreach (var (name, address) in Addresses)
        {
            await page.GotoAsync($"{_server.Address}{address.TrimStart('/')}{(address.Contains('?') ? '&' : '?')}language={language}");
            var needed = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            await page.PictureAsync($"{name}-{width}-{language}");
            Assert.That(needed, Is.LessThanOrEqualTo(width), address);
        }
        await page.Context.DisposeAsync();
    }

    [Test]
    public async Task Every_page_is_accessible_on_a_phone()
    {
        var page = await PageAsync("it1@example.org", null, 360, ColorScheme.Light);
        foreach (var (name, address) in Addresses)
        {
            await page.GotoAsync($"{_server.Address}{address.TrimStart('/')}");
            Assert.That(await page.AxeAsync(), Is.Empty, address);
            await page.PictureAsync($"{name}-360-lead");
        }
        await page.Context.DisposeAsync();
    }

    [Test]
    public async Task An_empty_database_says_what_to_do_next()
    {
        await using var server = await ApiServer.StartAsync();
        var page = await Browser.NewPageAsync(width: 768);

        await page.GotoAsync(server.Address.ToString());

        Assert.That(await page.Locator("ol.steps li").CountAsync(), Is.EqualTo(3));
        Assert.That(await page.AxeAsync(), Is.Empty);
        await page.PictureAsync("empty-768");
        await page.Context.DisposeAsync();
    }

    [Test]
    public async Task Somebody_signs_in_with_the_keyboard_alone()
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        var id = await SignIns.CreateAsync(connection, "it1@example.org", _server.Clock.Now, default);
        var page = await Browser.NewPageAsync(javaScript: false);
        await page.GotoAsync($"{_server.Address}sign-in/{ApiServer.TokenKey.Make(TokenPurpose.SignIn, id)}");

        await page.Keyboard.PressAsync("Tab");
        Assert.That(await page.Locator(".skip-link:focus").CountAsync(), Is.EqualTo(1));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(_server.Address.ToString());

        Assert.That(await page.Locator(".report-kind").TextContentAsync(), Is.EqualTo("What to look at now"));
        await page.Context.DisposeAsync();
    }

    private IEnumerable<(string Name, string Address)> Addresses =>
        [
            ("home", "/"),
            ("pairs", "/pairs"),
            ("programme", "/programme"),
            ("waves", "/programme/waves"),
            ("wave-open", "/programme/waves/MONTHLY-2026-03-02"),
            ("wave-coming", "/programme/waves/MONTHLY-2026-04-06"),
            ("messages", "/programme/messages"),
            ("set-up", "/programme/set-up"),
            ("organisation", "/programme/organisation"),
            ("mail", "/programme/mail"),
            ("trial", "/programme/trial"),
            ("trial-service", "/programme/trial/IT-ALL"),
            ("set-up-units", "/programme/units"),
            ("set-up-unit", "/programme/units/SHOP"),
            ("set-up-relationships", "/programme/relationships"),
            ("set-up-relationship", "/programme/relationships/HR-SALES"),
            ("set-up-access", "/programme/access"),
            ("people", "/programme/people"),
            ("person", $"/programme/people/{_bounced}"),
            ("person-new", "/programme/people/new"),
            ("upload", "/programme/upload"),
            ("upload-columns", $"/programme/upload/{_uploads[0]}/columns"),
            ("upload-changes", $"/programme/upload/{_uploads[0]}"),
            ("upload-problems", $"/programme/upload/{_uploads[1]}"),
            ("services", "/programme/services"),
            ("service", "/programme/services/SERVICE"),
            ("service-step", "/programme/services/SERVICE/steps/waiting"),
            ("service-question", "/programme/services/SERVICE/new-question"),
            ("service-try", "/programme/services/SERVICE/try"),
            ("pulses", "/programme/pulses"),
            ("pulse", "/programme/pulses/MONTHLY"),
            ("pulse-new", "/programme/pulses/new"),
            ("pulse-year", "/programme/pulses/year"),
            ("help", "/help"),
            ("sign-in", "/sign-in"),
            ("link", _link),
            ("nothing", "/nothing"),
            .. _acted,
        ];

    private async Task<Guid> StoreAsync(NpgsqlConnection connection, string rows)
    {
        await using var file = ImportFile.Of("E-mail,Name,Department\n" + rows);
        var upload = await StoredUpload.StoreAsync(
            connection,
            UploadKind.People,
            file,
            "people.csv",
            isWhole: true,
            "hr1@example.org",
            _server.Clock.Now,
            default
        );
        await (upload with { Defaults = ["language=fi", "time_zone=Europe/Helsinki", "employment=permanent"] }).SaveChoicesAsync(
            connection,
            default
        );
        return upload.Id;
    }

    private async Task<IPage> PageAsync(string email, string? role, int width, ColorScheme scheme)
    {
        var page = await Browser.NewPageAsync(width: width, scheme: scheme);
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await _server.SessionAsync(email, role),
                Url = _server.Address.ToString(),
            },
        ]);
        return page;
    }
}
