using Npgsql;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Structure;

namespace Survey.Api.Structure;

public sealed record RelationshipSetUpView
{
    public required ListedRelationship Relationship { get; init; }

    public required ServiceReach Reach { get; init; }

    public required IReadOnlyList<ListedJourney> Journeys { get; init; }

    public required FormState Form { get; init; }

    /// <summary>What the entered change does to waves, to be confirmed; null: nothing.</summary>
    public Consequences? Told { get; init; }

    /// <summary>The same of ending or resuming.</summary>
    public Consequences? TurnTold { get; init; }

    public string? Done { get; init; }

    /// <summary>Fields have the names of the import's columns.</summary>
    public static FormEntries Fields(ListedRelationship relationship) =>
        FormEntries
            .Empty.With("provider", relationship.Provider)
            .With("customer", relationship.Customer)
            .With("kind", relationship.Kind.Text())
            .With("journey", relationship.Journey)
            .With("owner_email", relationship.OwnerEmail ?? "");

    public static RelationshipEntry Read(string code, FormEntries entries) =>
        new(code, entries["provider"], entries["customer"], entries["kind"], entries["journey"], entries["owner_email"]);

    /// <param name="form">Null: nothing is entered yet.</param>
    /// <returns>Null: there is no such relationship.</returns>
    public static async Task<RelationshipSetUpView?> FindAsync(
        NpgsqlConnection connection,
        string code,
        FormState? form,
        int usualGroup,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await ListedRelationship.FindAsync(connection, code, ct) is not { } relationship)
        {
            return null;
        }
        return new()
        {
            Relationship = relationship,
            Reach = await ServiceReach.LoadAsync(connection, usualGroup, now, ct),
            Journeys = await ListedJourney.AllAsync(connection, ct),
            Form = form is null ? FormState.Of(Fields(relationship)) : form with { Stored = Fields(relationship) },
        };
    }
}
