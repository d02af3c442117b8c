using System.Text.RegularExpressions;
using Survey.Tests.Db.Cases;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Cases;

/// <summary>The cases of <see cref="InCases"/> in a browser: hr1 leads the provider, sales1 the customer, shop1 a unit above.</summary>
public abstract partial class OnCasePages : InCases
{
    protected const string Provides = "hr1@example.org";
    protected const string Receives = "sales1@example.org";
    protected const string LeadsAbove = "shop1@example.org";
    protected const string Staff = "staff@example.org";

    protected const string New = "/cases/new?relationship=HR-SALES&step=waiting&wave=W1";

    protected ApiServer Server { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Server = ApiServer.Start(Test);
        Server.Clock.Now = Now;
        // Grants HR to staff.
        await Server.SessionAsync(Staff, "hr");
        await Server.SessionAsync("root@example.org", "admin");
    }

    [TearDown]
    public async Task StopAsync() => await Server.DisposeAsync();

    protected async Task<Form> FormAsync(string email, string address) =>
        await Form.OpenAsync(Server, address, $"survey-session={await Server.SessionAsync(email)}");

    protected async Task<int> StatusAsync(string email, string address) =>
        (int)(await (await Server.ClientOfAsync(email)).GetAsync(address)).StatusCode;

    protected async Task<string> ReadAsync(string email, string address) =>
        System.Net.WebUtility.HtmlDecode(await (await Server.ClientOfAsync(email)).GetStringAsync(address));

    protected static Dictionary<string, string> Fields(string change = "Two people answer the phone.") =>
        new()
        {
            ["change"] = change,
            ["owner"] = "",
            ["together"] = "",
            ["due"] = "2026-03-12",
            ["expected"] = "4",
        };

    /// <summary>The page without the codes of form tokens.</summary>
    protected static async Task<string> TextAsync(HttpResponseMessage answer) =>
        Spaces().Replace(System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
