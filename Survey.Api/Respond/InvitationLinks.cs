using Microsoft.Extensions.Caching.Memory;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>From the token of a link to what its invitation asks. Links that are opened together are looked up together.</summary>
internal sealed class InvitationLinks : IAsyncDisposable
{
    // The server itself bounds how many requests there are at a time.
    private const int Capacity = int.MaxValue;

    /// <summary>About 10 MB. A full cache drops what was used longest ago.</summary>
    private const int MostLanguages = 50_000;

    /// <summary>With that of <see cref="SubmissionQueue"/> less than the 15 seconds that nobody waits longer for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Task<InvitationForm?> NotMadeHere = Task.FromResult<InvitationForm?>(null);

    private readonly InvitationForms _forms = new();
    private readonly MemoryCache _languages = new(new MemoryCacheOptions { SizeLimit = MostLanguages });
    private readonly Batcher<Guid, InvitationForm?> _asked;
    private readonly Database _database;
    private readonly TokenKey _key;

    public InvitationLinks(Database database, TokenKey key)
    {
        (_database, _key) = (database, key);
        _asked = new(Capacity, ReadAsync);
    }

    /// <returns>Null when the token was not made here, which costs no query, or names no invitation.</returns>
    public Task<InvitationForm?> FindAsync(string token) =>
        _key.Read(TokenPurpose.Respond, token) is { } invitation ? _asked.Add(invitation, Patience)! : NotMadeHere;

    /// <summary>Without a query: whether the token was made here, for whatever invitation.</summary>
    public bool IsMadeHere(string token) => _key.Read(TokenPurpose.Respond, token) is not null;

    /// <summary>
    /// The language of the token's invitation if its link was opened lately; for pages that must do without the database.
    /// </summary>
    public string? LanguageOf(string token) =>
        _key.Read(TokenPurpose.Respond, token) is { } invitation ? _languages.Get<string>(invitation) : null;

    public ValueTask DisposeAsync()
    {
        _languages.Dispose();
        return _asked.DisposeAsync();
    }

    private async Task<IReadOnlyList<Task<InvitationForm?>>> ReadAsync(IReadOnlyList<Guid> invitations)
    {
        await using var connection = await _database.OpenPreparedAsync();
        var forms = await _forms.FindAsync(connection, [.. invitations.Distinct()], CancellationToken.None);
        foreach (var (invitation, form) in forms)
        {
            _languages.Set(invitation, form.Language, new MemoryCacheEntryOptions { Size = 1 });
        }
        return [.. invitations.Select(invitation => Task.FromResult(forms.GetValueOrDefault(invitation)))];
    }
}
