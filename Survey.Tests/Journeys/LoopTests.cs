using System.Globalization;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys;

/// <summary>From a low figure to a text that tells all customers what was changed (rules E1 to E5): a real browser, real mails.</summary>
[Category("Slow")]
public sealed class LoopTests
{
    private const string Change = "Two people answer the phone.";
    private const string Service = "relationships/IT-SHOP";

    private ApiServer _api = null!;
    private Organisation _organisation = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _api = await ApiServer.StartAsync();
        _organisation = new Organisation(_api.Test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", lead: "it1@example.org", people: 3);
        await _organisation.UnitAsync("SHOP", "ROOT", lead: "shop1@example.org", people: 24);
        await _organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        await _organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await _organisation.PulseAsync("MONTHLY", firstDate: "2026-03-01");
        await _organisation.RunAsync("insert into role_grant (email, role, granted_at) values ('hr@example.org', 'hr', '2026-01-01')");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task From_a_low_figure_to_the_text_in_the_next_invitation()
    {
        await WaveAsync("2026-03-02T09:00:00+02:00", "2026-03-09T09:15:00+02:00", 1, 2);
        var provider = await SignInAsync("it1@example.org", "2026-03-10T09:00:00+02:00");
        await TakeUpAsync(provider);
        var address = provider.Page.Url;
        var customer = await SignInAsync("shop1@example.org", "2026-03-11T09:00:00+02:00");
        await customer.Page.GotoAsync($"{_api.Address}cases");
        await customer.ClickAsync(Change);
        await customer.ClickAsync("Agree to this");
        await SaysAsync(customer, "You have agreed to the case.");
        provider = await SignInAsync("it1@example.org", "2026-03-12T09:00:00+02:00");
        await provider.Page.GotoAsync(address);
        await provider.ClickAsync("Mark as done");
        await SaysAsync(provider, "The case is done.");

        var second = await WaveAsync("2026-04-06T09:00:00+03:00", "2026-04-13T09:15:00+03:00", 4, 5);
        provider = await SignInAsync("it1@example.org", "2026-04-14T09:00:00+03:00");
        await provider.Page.GotoAsync(address);
        Assert.That(await provider.Page.Locator(".case-card").InnerTextAsync(), Does.Contain("re-checked: better"));
        await provider.Page.PictureAsync("loop-rechecked");
        await TellAsync(provider);

        var third = (await OnceAsync("2026-05-04T09:00:00+03:00")).Where(mail => Text(mail).Contains("/r/", StringComparison.Ordinal));
        Assert.That(second.Select(Text).ToArray(), Has.Length.EqualTo(24).And.None.Contains(Change));
        Assert.That(third.Select(Text).ToArray(), Has.Length.EqualTo(24).And.All.Contains(Change));
        await ReadFormAsync();
    }

    /// <summary>The step "waiting" is rated low and high in turn, by one of the people in the browser.</summary>
    /// <returns>The invitations.</returns>
    private async Task<IReadOnlyList<ReceivedMail>> WaveAsync(string opens, string closes, int low, int high)
    {
        var invitations = await OnceAsync(opens);
        _api.Clock.Now = DateTimeOffset.Parse(opens, CultureInfo.InvariantCulture).AddDays(1);
        var wave = await OpenWave.LoadAsync(
            _organisation,
            await _organisation.OneAsync<long>("select max(id) from wave where state = 'open'")
        );
        var asked = wave.AskedAbout("IT-SHOP");
        for (var person = 1; person < asked.Count; person++)
        {
            var waiting = person % 2 == 0 ? low : high;
            await wave.AnswerAsync(_organisation, asked[person], "IT-SHOP", Answering.Rated(4, intake: 4, waiting: waiting, quality: 4));
        }
        await invitations.Single(mail => mail.To[1] == asked[0].Email).AnswerAsync("IT-SHOP", 4, high, "It took a week.");
        await OnceAsync(closes);
        return invitations;
    }

    private async Task TakeUpAsync(CountedVisit provider)
    {
        await provider.Page.GotoAsync($"{_api.Address}{Service}");
        await provider.ClickAsync("Take it up: The step waiting");
        await provider.FillAsync("change", Change);
        Assert.That(await provider.Page.Locator("#owner option:checked").InnerTextAsync(), Is.EqualTo("It 1"));
        Assert.That(await provider.Page.Locator("#together option:checked").InnerTextAsync(), Is.EqualTo("Shop 1"));
        await provider.ClickAsync("Open the case");
        await SaysAsync(provider, "The case is open.");
        Assert.That(await provider.Page.Locator("main").InnerTextAsync(), Does.Not.Contain("It took a week."));
    }

    /// <summary>The provider's lead writes from the case, HR releases.</summary>
    private async Task TellAsync(CountedVisit provider)
    {
        await provider.ClickAsync("Tell customers what you changed");
        Assert.That(await provider.Page.Locator("[name='text.en']").InputValueAsync(), Is.EqualTo(Change));
        await provider.ClickAsync("Save the draft");
        await SaysAsync(provider, "The draft is saved.");
        var hr = await SignInAsync("hr@example.org", "2026-04-15T09:00:00+03:00");
        await hr.Page.GotoAsync($"{_api.Address}programme");
        await hr.ClickAsync(hr.Page.Locator($"main a[href='/{Service}/told']"));
        await hr.ClickAsync("Release it");
        await SaysAsync(hr, "The text is released.");
    }

    private async Task ReadFormAsync()
    {
        _api.Clock.Now = new DateTimeOffset(2026, 5, 5, 9, 0, 0, TimeSpan.FromHours(3));
        var id = await _organisation.OneAsync<Guid>(
            "select invitation.id from invitation join wave on wave.id = wave_id where state = 'open' limit 1"
        );
        var page = await Browser.NewPageAsync(width: 360);
        await page.GotoAsync($"{_api.Address}r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, id)}");
        Assert.That(await page.Locator(".respond-told + p").InnerTextAsync(), Is.EqualTo(Change));
        await page.Context.DisposeAsync();
    }

    private async Task<CountedVisit> SignInAsync(string email, string at)
    {
        _api.Clock.Now = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        await using var connection = await _api.Test.Database.OpenAsync();
        var id = await SignIns.CreateAsync(connection, email, _api.Clock.Now, default);
        var visit = new CountedVisit(await Browser.NewPageAsync());
        await visit.Page.GotoAsync($"{_api.Address}sign-in/{ApiServer.TokenKey.Make(TokenPurpose.SignIn, id)}");
        await visit.ClickAsync(visit.Page.Locator("main button"));
        await visit.Page.WaitForURLAsync(_api.Address.ToString());
        return visit;
    }

    /// <returns>The mails that it sent.</returns>
    private async Task<IReadOnlyList<ReceivedMail>> OnceAsync(string at)
    {
        var mails = _folder.File(at[..10]);
        var (exit, _, error) = await SchedulerProcess.RunAsync(
            _api.Test,
            ["once", "--at", at],
            ("Site__TokenKey", ApiServer.TokenKeySetting),
            ("Site__BaseUrl", _api.Address.ToString()),
            ("Mail__Directory", mails)
        );
        Assert.That(exit, Is.Zero, error);
        return ReceivedMail.In(mails);
    }

    private static string Text(ReceivedMail mail) => mail.Parts["text/plain"];

    private static Task SaysAsync(CountedVisit visit, string text) =>
        visit.Page.Locator("main [role=status]").Filter(new() { HasTextString = text }).First.WaitForAsync();
}
