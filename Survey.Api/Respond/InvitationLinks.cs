using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>From the token of a link to what its invitation asks.</summary>
internal sealed class InvitationLinks(Database database, TokenKey key)
{
    private readonly InvitationForms _forms = new();

    /// <returns>Null when the token was not made here, which costs no query, or names no invitation.</returns>
    public async Task<InvitationForm?> FindAsync(string token, CancellationToken ct)
    {
        if (key.Read(TokenPurpose.Respond, token) is not { } invitation)
        {
            return null;
        }
        await using var connection = await database.OpenAsync(ct);
        return await _forms.FindAsync(connection, invitation, ct);
    }
}
