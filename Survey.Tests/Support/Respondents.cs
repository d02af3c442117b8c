using System.Collections.Concurrent;
using System.Net;
using Survey.Db.Tokens;

namespace Survey.Tests.Support;

/// <summary>
/// People who answer at the same time over HTTP, each with a comment of their own. Who gets no answer, or a fault, tries again; who was
/// thanked is remembered.
/// </summary>
public sealed class Respondents(IReadOnlyList<OpenInvitation> invitations, string relationship)
{
    private const int Together = 16;

    private readonly ConcurrentDictionary<Guid, bool> _thanked = [];
    private int _next = -1;

    /// <summary>Invitations whose answers were acknowledged.</summary>
    public IReadOnlyCollection<Guid> Thanked => [.. _thanked.Keys];

    public static string CommentOf(Guid invitation) => $"The answer of {invitation}";

    /// <summary>Until all have been thanked, or it is cancelled.</summary>
    /// <param name="address">Where the server is now.</param>
    public Task AnswerAsync(Func<Uri> address, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Task.Run(() => AnswerInTurnAsync(address, ct), CancellationToken.None)));

    private async Task AnswerInTurnAsync(Func<Uri> address, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        while (Interlocked.Increment(ref _next) is var place && place < invitations.Count && !ct.IsCancellationRequested)
        {
            while (!await IsThankedAsync(client, address(), invitations[place].Id) && !ct.IsCancellationRequested)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task<bool> IsThankedAsync(HttpClient client, Uri server, Guid invitation)
    {
        try
        {
            using var form = new FormUrlEncodedContent([
                KeyValuePair.Create($"{relationship}.overall", "4"), KeyValuePair.Create($"{relationship}.comment", CommentOf(invitation)),
            ]);
            using var answer = await client.PostAsync(new Uri(server, $"/r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, invitation)}"), form);
            return answer.StatusCode == HttpStatusCode.OK && _thanked.TryAdd(invitation, true);
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
