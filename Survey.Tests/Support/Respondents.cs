using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Survey.Db;
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
    private readonly ConcurrentBag<Refusal> _refusals = [];
    private int _next = -1;

    /// <summary>Invitations whose answers were acknowledged.</summary>
    public IReadOnlyCollection<Guid> Thanked => [.. _thanked.Keys];

    /// <summary>Every answer by the server that was no thanks.</summary>
    public IReadOnlyCollection<Refusal> Refusals => _refusals;

    /// <summary>A wave of a service that so many people are asked about.</summary>
    public static async Task<(Organisation Organisation, OpenWave Wave)> InviteAsync(Database database, int people)
    {
        var organisation = new Organisation(database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("IT", "ROOT", people: 3);
        await organisation.UnitAsync("ALL", "ROOT", people: people);
        await organisation.JourneyAsync("SERVICE", "intake");
        await organisation.RelationshipAsync("IT-ALL", "IT", "ALL");
        await organisation.PulseAsync("MONTHLY");
        return (organisation, await OpenWave.OpenAsync(organisation, at: DateTimeOffset.UtcNow.AddHours(-1)));
    }

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
                KeyValuePair.Create($"{relationship}.overall", "4"),
                KeyValuePair.Create($"{relationship}.comment", CommentOf(invitation)),
            ]);
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(
                new Uri(server, $"/r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, invitation)}"),
                form
            );
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return _thanked.TryAdd(invitation, true);
            }
            var page = await answer.Content.ReadAsStringAsync();
            _refusals.Add(
                new(
                    answer.StatusCode,
                    answer.Headers.RetryAfter is not null,
                    page.Contains(CommentOf(invitation), StringComparison.Ordinal),
                    Stopwatch.GetElapsedTime(start)
                )
            );
            return false;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}

/// <param name="KeepsWords">What was entered stands on the page.</param>
public sealed record Refusal(HttpStatusCode Status, bool SaysWhen, bool KeepsWords, TimeSpan After);
