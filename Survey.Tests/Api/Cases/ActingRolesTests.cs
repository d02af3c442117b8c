using Survey.Tests.Support;

namespace Survey.Tests.Api.Cases;

/// <summary>
/// Every form of section E about HR-SALES, sent by nobody, HR, the provider's lead, the customer's lead, a lead above both, an
/// administrator and somebody without a role. 401: asked to sign in. 409: let in, but the form is older than what is stored.
/// </summary>
public sealed class ActingRolesTests : OnCasePages
{
    private const string Told = "/relationships/HR-SALES/told";
    private static readonly string?[] Senders = [null, Staff, Provides, Receives, LeadsAbove, "root@example.org", "shop2@example.org"];

    [TestCase("/cases/CASE/agree", 401, 302, 404, 302, 404, 403, 403)]
    [TestCase("/cases/CASE/done", 401, 302, 302, 404, 404, 403, 403)]
    [TestCase("/cases/CASE/earlier", 401, 422, 422, 404, 404, 403, 403)]
    [TestCase("/cases/CASE/write", 401, 302, 302, 302, 404, 403, 403)]
    [TestCase("/cases/CASE/withdraw", 401, 302, 302, 404, 404, 403, 403)]
    [TestCase("/cases/CASE/change", 401, 302, 302, 404, 404, 403, 403)]
    [TestCase("/cases/new?relationship=HR-SALES&step=quality&wave=W1", 401, 302, 302, 404, 404, 403, 403)]
    [TestCase("/cases/settings", 401, 302, 302, 302, 302, 403, 403)]
    [TestCase("/relationships/HR-SALES/looked", 401, 302, 302, 404, 302, 403, 403)]
    [TestCase("/relationships/HR-SALES/pass-on", 401, 409, 409, 404, 409, 403, 403)]
    [TestCase(Told, 401, 422, 422, 404, 422, 403, 403)]
    [TestCase(Told + "/release", 401, 409, 403, 404, 403, 403, 403)]
    [TestCase(Told + "/take-back", 401, 409, 409, 404, 409, 403, 403)]
    public async Task Each_form_is_taken_from_these_people_alone(string address, params int[] statuses)
    {
        var found = new List<int>();
        foreach (var sender in Senders)
        {
            await Organisation.RunAsync("update service_case set state = 'withdrawn', ended_at = opened_at");
            var id = await OpenedAsync();
            found.Add(await SendAsync(sender, address.Replace("CASE", $"{id}", StringComparison.Ordinal)));
        }

        Assert.That(found, Is.EqualTo(statuses));
    }

    [Test]
    public async Task The_lead_releases_what_customers_read_where_the_setting_says_so()
    {
        await using var server = ApiServer.Start(Test, ("Acting:LeadReleases", "true"));
        var form = await Form.OpenAsync(server, "/", $"survey-session={await server.SessionAsync(Provides)}");

        Assert.That((int)(await form.PostAsync(Told + "/release", [])).StatusCode, Is.EqualTo(409));
    }

    private async Task<int> SendAsync(string? sender, string address)
    {
        var form = sender is null ? await Form.OpenAsync(Server, "/sign-in") : await FormAsync(sender, "/");
        using var answer = await form.PostAsync(
            address,
            new(Fields())
            {
                ["seen"] = "1",
                ["text"] = "Hello",
                ["reason"] = "Not ours",
                ["wave"] = "W1",
                ["choice"] = "weekly",
                ["id"] = $"{Guid.NewGuid()}",
            }
        );
        return answer.Headers.Location?.ToString() == "/sign-in" ? 401 : (int)answer.StatusCode;
    }
}
