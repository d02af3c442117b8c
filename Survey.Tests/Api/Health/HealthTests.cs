using System.Net;
using Npgsql;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Health;

public sealed class HealthTests
{
    [Test]
    public async Task A_node_is_ready_while_its_database_answers()
    {
        await using var server = await ApiServer.StartAsync();
        Assert.That((await server.Client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        await PostgresServer.DropAsync(server.Test.ConnectionString);
        NpgsqlConnection.ClearAllPools();

        Assert.That((await server.Client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await server.Client.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("/health/live")]
    [TestCase("/sign-in")]
    [TestCase("/privacy")]
    public async Task HEAD_is_answered_as_GET_without_the_body(string address)
    {
        await using var server = await ApiServer.StartAsync();

        using var answer = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public async Task A_program_that_is_asked_to_stop_is_not_ready_first_and_goes_on_answering()
    {
        await using var test = await TestDatabase.CreateAsync();
        using var api = await ApiProcess.StartAsync(test.ConnectionString, ("Site__DrainSeconds", "3"));
        using var client = new HttpClient { BaseAddress = api.Address };
        Assert.That((await client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        api.Terminate();
        await Wait.UntilAsync(async () => (await client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK);

        Assert.That((await client.GetAsync("/sign-in")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await api.EndAsync()).Exit, Is.Zero);
    }

    [Test]
    public async Task Where_links_lead_to_another_port_the_program_says_so()
    {
        await using var test = await TestDatabase.CreateAsync();
        using var api = await ApiProcess.StartAsync(test.ConnectionString, ("Site__BaseUrl", "http://127.0.0.1:5081"));
        api.Terminate();

        Assert.That((await api.EndAsync()).Text, Does.Contain("Links in e-mails lead to http://127.0.0.1:5081/"));
    }

    [TestCase("/metrics")]
    [TestCase("/openapi/v1.json")]
    public async Task What_is_for_operators_is_not_on_the_web_port_unless_a_setting_says_so(string address)
    {
        await using var server = await ApiServer.StartAsync();

        Assert.That((await server.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_description_of_the_api_lists_its_addresses_and_no_pages()
    {
        await using var server = await ApiServer.StartAsync(("Site:PublicMetrics", "true"));

        var text = await server.Client.GetStringAsync("/openapi/v1.json");

        Assert.That(
            text,
            Does.Contain("\"/api/v1/pairs\"")
                .And.Contain("\"/api/v1/relationships/{code}\"")
                .And.Contain("\"/api/v1/responses\"")
                .And.Contain("\"/api/v1/units/{code}\"")
                .And.Contain("\"/api/v1/organisation\"")
                .And.Contain("\"drivers\"")
                .And.Contain("\"responseBand\"")
                .And.Not.Contain("\"/sign-in")
        );
    }
}
