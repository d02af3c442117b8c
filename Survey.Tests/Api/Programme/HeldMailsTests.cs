using System.Net;
using Survey.Db.Restorations;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>HR decides about the e-mails of a wave that was restored from a backup.</summary>
public sealed class HeldMailsTests
{
    private const string Waves = "/programme/waves";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private string _wave = "";

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        _wave = $"{Waves}/{(await OpenWave.OpenAsync(_organisation, at: _server.Clock.Now.AddHours(-1))).Code}";
        await _server.Test.Database.InTransactionAsync(connection =>
            Restoration.RecordAsync(
                connection,
                _server.Clock.Now.AddMinutes(-30),
                TimeSpan.FromMinutes(15),
                "command line",
                _server.Clock.Now,
                default
            )
        );
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Both_pages_say_what_is_held_and_offer_both_ways_and_the_log_names_who_chose()
    {
        var form = await OpenAsync();
        foreach (var page in new[] { Waves, _wave })
        {
            Assert.That(
                await form.Client.GetStringAsync(page),
                Does.Contain("E-mails held after a restore")
                    .And.Contain("26 invitations wait")
                    .And.Contain($"action=\"{_wave}/release\"")
                    .And.Contain($"action=\"{_wave}/drop\"")
                    .And.Contain("get it a second time")
            );
        }

        var first = await form.PostAsync($"{_wave}/release", []);
        var second = await form.PostAsync($"{_wave}/drop", new() { ["sure"] = "yes" });

        Assert.That((Done(first), Done(second)), Is.EqualTo(("released", "late")));
        Assert.That(
            await form.Client.GetStringAsync(first.Headers.Location),
            Does.Contain("on their way")
                .And.Contain("hr1@example.org · held e-mails released")
                .And.Contain("e-mails held after a restore")
                .And.Not.Contain("26 invitations wait")
        );
    }

    [Test]
    public async Task Dropping_asks_for_a_tick_because_it_cannot_be_undone()
    {
        var form = await OpenAsync();

        var unsure = await form.PostAsync($"{_wave}/drop", []);
        var held = await _organisation.OneAsync<int>("select count(*)::int from wave where mails_held_since is not null");
        var sure = await form.PostAsync($"{_wave}/drop", new() { ["sure"] = "yes" });

        Assert.That((Done(unsure), held, Done(sure)), Is.EqualTo(("unsure", 1, "dropped")));
        Assert.That(await _organisation.ListAsync<string>("select distinct state from message"), Is.EqualTo(new[] { "sent" }));
    }

    [Test]
    public async Task An_administrator_sees_that_they_are_held_and_may_not_decide()
    {
        var admin = await Form.OpenAsync(
            _server,
            "/programme",
            $"survey-session={await _server.SessionAsync("root@example.org", "admin")}"
        );

        Assert.That(await admin.Client.GetStringAsync(Waves), Does.Contain("HR decides about them").And.Not.Contain("/release"));
        Assert.That((await admin.PostAsync($"{_wave}/release", [])).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await admin.PostAsync($"{_wave}/drop", new() { ["sure"] = "yes" })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private async Task<Form> OpenAsync() =>
        await Form.OpenAsync(_server, Waves, $"survey-session={await _server.SessionAsync("hr1@example.org", "hr")}");

    private static string? Done(HttpResponseMessage answer) => answer.Headers.Location?.ToString().Split("?done=")[^1];
}
