using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Survey.Api.Shared;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>What holds for every address, also for those that are added later.</summary>
public sealed class AddressesTests
{
    private static readonly string[] OpenToAll =
    [
        "/",
        "/help",
        "/sign-in",
        "/sign-in/{token}",
        "/sign-out",
        "/health/live",
        "/health/ready",
    ];

    /// <summary>Their path or body holds the credential, and they set no cookie.</summary>
    private static readonly string[] TokenInItself = ["/r/", "/u/", "/api/v1/responses"];

    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await ApiServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public void Only_these_addresses_are_open_to_all()
    {
        var open = Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is { IsPublic: true })
            .Select(Path)
            .Distinct()
            .Where(path => !path.EndsWith(".css", StringComparison.Ordinal) && !path.EndsWith(".js", StringComparison.Ordinal))
            .Where(path => path != "/privacy" && !TokenInItself.Any(start => path.StartsWith(start, StringComparison.Ordinal)));

        Assert.That(open, Is.EquivalentTo(OpenToAll));
    }

    [Test]
    public async Task Every_address_declares_once_who_may_open_it()
    {
        using var mails = new TemporaryFolder();
        await using var server = ApiServer.Start(
            _server.Test,
            ("environment", "Development"),
            ("Mail:Directory", mails.File("mail")),
            ("Site:PublicMetrics", "true")
        );
        var all = EndpointsOf(server).ToList();

        Assert.That(all.Select(Path), Is.SupersetOf(new[] { "/pairs", "/metrics", "/mail", "/demo/sign-in" }));
        Assert.That(all.Where(endpoint => endpoint.Metadata.OfType<AccessRule>().Count() != 1).Select(Path), Is.Empty);
    }

    [Test]
    public void Every_post_needs_a_form_token_or_holds_its_credential()
    {
        var unguarded = Endpoints
            .Where(endpoint => Methods(endpoint).Any(method => method is not ("GET" or "HEAD")))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true })
            .Select(Path)
            .Where(path => !TokenInItself.Any(start => path.StartsWith(start, StringComparison.Ordinal)));

        Assert.That(unguarded, Is.Empty);
    }

    [Test]
    public async Task A_post_without_its_form_token_is_refused()
    {
        foreach (var address in new[] { "/sign-in", "/sign-out", "/sign-in/abc" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "a@example.org" });
            Assert.That((await _server.Client.PostAsync(address, form)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), address);
        }
    }

    [Test]
    public async Task Every_answer_carries_the_security_headers()
    {
        string[] addresses =
        [
            "/",
            "/sign-in",
            "/sign-in/x",
            "/nothing",
            "/pairs",
            "/api/v1/nothing",
            "/health/live",
            SiteFiles.StylesheetAddress,
        ];
        foreach (var address in addresses)
        {
            var headers = (await _server.Client.GetAsync(address)).Headers;
            Assert.Multiple(() =>
            {
                Assert.That(
                    headers.GetValues("Content-Security-Policy").Single(),
                    Does.StartWith("default-src 'self';").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"),
                    address
                );
                Assert.That(headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }), address);
                Assert.That(headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }), address);
                Assert.That(headers.Contains("Strict-Transport-Security"), Is.False, address);
                Assert.That(headers.Contains("Server"), Is.False, address);
            });
        }
    }

    [Test]
    public async Task Browsers_are_held_to_https_when_the_address_is()
    {
        await using var server = ApiServer.Start(_server.Test, ("Site:BaseUrl", "https://survey.example.org"));

        Assert.That((await server.Client.GetAsync("/nothing")).Headers.Contains("Strict-Transport-Security"));
    }

    [Test]
    public async Task What_is_not_there_is_a_page_for_people_and_problem_details_for_programs()
    {
        var page = await _server.Client.GetAsync("/nothing");
        var json = await _server.Client.GetAsync("/api/v1/nothing");

        Assert.Multiple(async () =>
        {
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(page.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
            Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("<h1>There is nothing here</h1>"));
            Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(json.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        });
    }

    [Test]
    public async Task A_fault_is_a_page_without_a_stack_trace()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();
        await using var server = ApiServer.Start(test);

        var page = await server.Client.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();

        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(text, Does.Contain("Something went wrong on our side").And.Not.Contain("Npgsql").And.Not.Contain("   at "));
    }

    [Test]
    public async Task The_stylesheet_is_kept_for_ever()
    {
        var style = await _server.Client.GetAsync(SiteFiles.StylesheetAddress);

        Assert.That(style.Headers.CacheControl?.ToString(), Does.Contain("immutable").And.Contain("max-age=31536000"));
    }

    [Test]
    public async Task A_form_of_one_node_is_accepted_by_another()
    {
        await using var other = ApiServer.Start(_server.Test);
        var form = await Form.OpenAsync(_server, "/sign-in");
        var there = new Form(other.NewClient(), form.Token);
        there.Client.DefaultRequestHeaders.Add("Cookie", form.Client.DefaultRequestHeaders.GetValues("Cookie"));

        var answer = await there.PostAsync("/sign-in", new() { ["email"] = "nobody@example.org" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        // On one machine nodes would share a folder of keys as well: what counts is that they are in the database.
        Assert.That(
            await new Organisation(_server.Test.Database).OneAsync<int>("select count(*)::int from data_protection_key"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Pages_that_are_not_about_signing_in_set_no_cookie()
    {
        foreach (var address in new[] { "/", "/nothing", "/privacy" })
        {
            Assert.That((await _server.Client.GetAsync(address)).Headers.Contains("Set-Cookie"), Is.False, address);
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints => EndpointsOf(_server);

    private static IEnumerable<RouteEndpoint> EndpointsOf(ApiServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"];
}
