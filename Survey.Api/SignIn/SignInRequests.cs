using System.Net.Mail;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Messages;
using Survey.Db.Sessions;

namespace Survey.Api.SignIn;

/// <summary>Queues a link if the address has a role. The response and its time do not tell whether the address has one.</summary>
internal sealed class SignInRequests(Database database, SignInLimits limits, TimeProvider clock)
{
    /// <summary>Longer than the queries, so that every response takes the same time.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(200);

    /// <returns>Null: not an address.</returns>
    public static string? Clean(string? email)
    {
        var trimmed = email?.Trim() ?? "";
        return trimmed.Length <= 254 && MailAddress.TryCreate(trimmed, out var address) && address.Address == trimmed ? trimmed : null;
    }

    /// <param name="browser">See <see cref="SignInBrowser"/>.</param>
    public async Task AskAsync(string email, byte[] browser, Language language, CancellationToken ct)
    {
        var answer = Task.Delay(AnswerTime, clock, ct);
        if (limits.AllowsAddress(email))
        {
            await database.InTransactionAsync(
                async connection =>
                {
                    var now = clock.GetUtcNow();
                    if (await SignIns.LanguageForAsync(connection, email, language.Code, now, ct) is { } own)
                    {
                        var id = await SignIns.CreateAsync(connection, email, browser, now, ct);
                        await MessageQueue.AddSignInAsync(connection, email, own, id, now, ct);
                    }
                },
                ct
            );
        }
        await answer;
    }
}
