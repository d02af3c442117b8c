using AngleSharp.Dom;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>The clock stands two hours after the wave of March was due; the wave waits for approval.</summary>
public abstract class OnWavePages : WithServer
{
    protected const string Waves = "/programme/waves";
    protected const string March = Waves + "/MONTHLY-2026-03-02";
    protected const string April = Waves + "/MONTHLY-2026-04-06";

    [SetUp]
    public async Task WaitForApprovalAsync()
    {
        await Organisation.RunAsync("update pulse set approval = 'required', first_date = '2026-03-01'");
        await RunAsync();
    }

    protected async Task ApproveAsync()
    {
        await WaveDecisions.ApproveAsync(Server.Test.Database, "MONTHLY-2026-03-02", "hr1@example.org", Server.Clock.Now, default);
        await RunAsync();
    }

    protected async Task RunAsync()
    {
        await WavePlanning.PlanDueAsync(Server.Test.Database, Server.Clock.Now, default);
        await DueWaves.OpenAsync(Server.Test.Database, Server.Clock.Now, default);
    }

    protected async Task<Form> OpenAsync(string address) =>
        await Form.OpenAsync(Server, address, $"survey-session={await Server.SessionAsync("hr1@example.org", "hr")}");

    protected Task<IDocument> PageAsync(string address) => Server.PageAsync("hr1@example.org", address, "hr");

    protected static string? Done(HttpResponseMessage answer) => answer.Headers.Location?.ToString().Split("?done=")[^1];
}
