using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Survey.Api as a process of its own that has not shown anything yet, and somebody of HR signed in to it.</summary>
internal sealed class HrPages : IDisposable
{
    private readonly ApiProcess _api;

    private HrPages(ApiProcess api, string cookie) => (_api, Cookie) = (api, cookie);

    public Uri Address => _api.Address;

    public string Cookie { get; }

    public static async Task<HrPages> StartAsync(TestDatabase test)
    {
        var api = await ApiProcess.StartAsync(test.ConnectionString);
        await using var connection = await test.Database.OpenAsync();
        await connection.RunAsync(
            "insert into role_grant (email, role, granted_at) values ('hr@example.org', 'hr', '2026-01-01') on conflict do nothing",
            null,
            default
        );
        var session = await BrowserSessions.StartAsync(connection, "hr@example.org", DateTimeOffset.UtcNow, default);
        return new(api, $"survey-session={ApiServer.TokenKey.Make(TokenPurpose.Session, session)}");
    }

    /// <returns>Milliseconds that each page took when nobody had asked for it before, in their order.</returns>
    public async Task<IReadOnlyList<double>> FirstTimesAsync(IReadOnlyList<string> addresses)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Cookie", Cookie);
        var times = new List<double>();
        foreach (var address in addresses)
        {
            times.Add(1000 * await BenchLine.SecondsAsync(() => client.GetStringAsync(address)));
        }
        return times;
    }

    public async Task<byte[]> GetAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Cookie", Cookie);
        return await client.GetByteArrayAsync(address);
    }

    public void Dispose() => _api.Dispose();
}
