using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>Finds the invitation of a token. Concurrent look-ups are batched.</summary>
internal sealed class InvitationLinks : IAsyncDisposable
{
    // The server limits the number of concurrent requests.
    private const int Capacity = int.MaxValue;

    /// <summary>Together with that of <see cref="SubmissionQueue"/> below 15 seconds, the longest that a person waits.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private static readonly Task<InvitationForm?> Invalid = Task.FromResult<InvitationForm?>(null);

    private readonly InvitationForms _forms = new();
    private readonly KnownLanguages _languages = new();
    private readonly Batcher<Guid, InvitationForm?> _asked;
    private readonly Database _database;
    private readonly TokenKey _key;

    public InvitationLinks(Database database, TokenKey key)
    {
        (_database, _key) = (database, key);
        _asked = new(Capacity, ReadAsync);
    }

    /// <returns>Null: the token has another key, which costs no query (rule B3), or names no invitation.</returns>
    public Task<InvitationForm?> FindAsync(string token) =>
        _key.Read(TokenPurpose.Respond, token) is { } invitation ? _asked.Add(invitation, MaxWait)! : Invalid;

    /// <summary>The token has our key. Needs no query.</summary>
    public bool IsMadeHere(string token) => _key.Read(TokenPurpose.Respond, token) is not null;

    /// <returns>The language of the invitation if it is known without a query, else null.</returns>
    public string? LanguageOf(string token) => _key.Read(TokenPurpose.Respond, token) is { } invitation ? _languages.Of(invitation) : null;

    public ValueTask DisposeAsync() => _asked.DisposeAsync();

    private async Task<IReadOnlyList<Task<InvitationForm?>>> ReadAsync(IReadOnlyList<Guid> invitations)
    {
        await using var connection = await _database.OpenPreparedAsync();
        var forms = await _forms.FindAsync(connection, [.. invitations.Distinct()], CancellationToken.None);
        foreach (var (invitation, form) in forms)
        {
            _languages.Keep(invitation, form.Language);
        }
        return [.. invitations.Select(invitation => Task.FromResult(forms.GetValueOrDefault(invitation)))];
    }
}
