using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Survey.Api.Shared;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>
/// Every address that is not open to all stands in one list of those who are let in (rule F1): a new one fails until somebody decides
/// that. What they find behind it depends on the units that they lead; RolesTests and ActingRolesTests tell.
/// </summary>
public sealed partial class EveryRouteTests
{
    private static readonly (string Name, string? Email, string? Role)[] Visitors =
    [
        ("nobody", null, null),
        ("hr", "hr1@example.org", "hr"),
        ("lead", "it1@example.org", null),
        ("admin", "root@example.org", "admin"),
        ("without", "shop1@example.org", null),
    ];

    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        await new Organisation(_server.Test.Database).RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public void Every_address_that_is_not_open_to_all_stands_in_one_list()
    {
        var mapped =
            from endpoint in _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<AccessRule>() is not { IsPublic: true }
            where !endpoint.RoutePattern.RawText!.EndsWith(".js", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}";

        Assert.That(
            mapped.Order(),
            Is.EqualTo(Lines($"{RouteLists.HrAndLeads}\n{RouteLists.HrAndAdministrators}\n{RouteLists.HrAlone}").Order())
        );
    }

    [TestCase(RouteLists.HrAndLeads, "hr lead", TestName = "HR_and_leads_are_let_in_here_and_nobody_else")]
    [TestCase(RouteLists.HrAndAdministrators, "hr admin", TestName = "HR_and_administrators_are_let_in_here_and_nobody_else")]
    [TestCase(RouteLists.HrAlone, "hr", TestName = "HR_is_let_in_here_and_nobody_else")]
    public async Task Let_in(string list, string expected)
    {
        var entered = Lines(list).ToDictionary(line => line, _ => new List<string>());
        foreach (var (name, email, role) in Visitors)
        {
            var form = await Form.OpenAsync(
                _server,
                email is null ? "/sign-in" : "/",
                email is null ? null : $"survey-session={await _server.SessionAsync(email, role)}"
            );
            foreach (var line in entered.Keys)
            {
                if (await IsLetInAsync(form, line))
                {
                    entered[line].Add(name);
                }
            }
        }

        Assert.That(
            entered.Select(line => $"{line.Key}: {string.Join(' ', line.Value)}"),
            Is.EqualTo(Lines(list).Select(line => $"{line}: {expected}"))
        );
        Assert.That(_server.Log.Errors, Is.Empty, "an empty form is no fault");
    }

    /// <summary>Whoever is let in is told that there is nothing of that name, or what is wrong with an empty form.</summary>
    private static async Task<bool> IsLetInAsync(Form form, string line)
    {
        var (method, address) = (line.Split(' ')[0], Place().Replace(line.Split(' ')[1], ValueOf));
        using var answer =
            method == "GET" ? await form.Client.GetAsync(address) : await form.PostAsync(address, new() { ["id"] = $"{Guid.Empty}" });
        Assert.That((int)answer.StatusCode, Is.Not.EqualTo(400).And.Not.EqualTo(405), line);
        return answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
            && answer.Headers.Location?.ToString() != "/sign-in";
    }

    private static string ValueOf(Match place) =>
        place.Value.Contains(":guid", StringComparison.Ordinal) ? $"{Guid.Empty}"
        : place.Value.Contains(":long", StringComparison.Ordinal) ? "0"
        : place.Groups["choices"] is { Success: true } choices ? choices.Value.Split('|')[^1]
        : "none";

    private static string[] Lines(string list) => list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\{\w+(:\w+)?(\(\^\((?<choices>[\w|]+)\)\$\))?\}")]
    private static partial Regex Place();
}
