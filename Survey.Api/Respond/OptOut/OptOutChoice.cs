using Npgsql;
using Survey.Db.Invitations;

namespace Survey.Api.Respond.OptOut;

/// <summary>One button of the page: "once", "pause", "service:CODE" or "stop", with "undo-" before it to undo it.</summary>
/// <param name="Service">Code of the relationship; null: not about one relationship.</param>
public sealed record OptOutChoice(string Kind, string? Service, bool IsUndo)
{
    public const string Once = "once";
    public const string Pause = "pause";
    public const string OneService = "service";
    public const string Stop = "stop";
    private const string Undo = "undo-";

    public string Value => $"{(IsUndo ? Undo : "")}{Kind}{(Service is null ? "" : ":" + Service)}";

    public static OptOutChoice? Read(string? value)
    {
        var isUndo = value?.StartsWith(Undo, StringComparison.Ordinal) == true;
        var choice = (isUndo ? value![Undo.Length..] : value ?? "").Split(':', 2);
        return choice switch
        {
            [Once or Pause or Stop] => new OptOutChoice(choice[0], null, isUndo),
            [OneService, var code] => new OptOutChoice(OneService, code, isUndo),
            _ => null,
        };
    }

    /// <returns>False: the relationship is not in the invitation, or the wave has closed.</returns>
    public async Task<bool> ApplyAsync(NpgsqlConnection connection, InvitedPerson person, DateTimeOffset now, CancellationToken ct)
    {
        switch (Kind, IsUndo)
        {
            case (Once, false):
                return await Declined.AddAsync(connection, person, now, ct);
            case (Once, true):
                await Declined.RemoveAsync(connection, person, ct);
                return true;
            case (OneService, false):
                return await RelationshipPauses.AddAsync(connection, person, Service!, ct);
            case (OneService, true):
                await RelationshipPauses.RemoveAsync(connection, person, Service!, ct);
                return true;
            case (Pause, false):
                await OptOuts.PauseAsync(connection, person.PersonId, now, ct);
                return true;
            case (Stop, false):
                await OptOuts.AddAsync(connection, person.PersonId, ct);
                return true;
            default:
                await OptOuts.RemoveAsync(connection, person.PersonId, ct);
                return true;
        }
    }
}
