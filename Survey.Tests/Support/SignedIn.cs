using AngleSharp.Dom;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;

namespace Survey.Tests.Support;

/// <summary>Roles and sessions without the way through the mail.</summary>
public static class SignedIn
{
    /// <param name="role">hr or admin; null: whatever the organisation gives the address.</param>
    /// <returns>The value of the cookie "survey-session".</returns>
    public static async Task<string> SessionAsync(this ApiServer server, string email, string? role = null)
    {
        await using var connection = await server.Test.Database.OpenAsync();
        if (role is not null)
        {
            await connection.RunAsync(
                "insert into role_grant (email, role, granted_at) values (@email, @role, '2026-01-01Z') on conflict do nothing",
                new { email, role },
                default
            );
        }
        var id = await BrowserSessions.StartAsync(connection, email, server.Clock.Now, default);
        return ApiServer.TokenKey.Make(TokenPurpose.Session, id);
    }

    /// <summary>A client that is signed in as that address and follows no redirect.</summary>
    public static async Task<HttpClient> ClientOfAsync(this ApiServer server, string email, string? role = null)
    {
        var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"survey-session={await server.SessionAsync(email, role)}");
        return client;
    }

    /// <summary>The page at that address of the site, as the person sees it.</summary>
    public static async Task<IDocument> PageAsync(this ApiServer server, string email, string address, string? role = null)
    {
        using var client = await server.ClientOfAsync(email, role);
        return await Html.ParseAsync(await client.GetStringAsync(address));
    }
}
