using System.Text.RegularExpressions;
using Npgsql;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Announcements;
using Survey.Db.Languages;
using Survey.Db.Structure;
using Survey.Db.Viewers;

namespace Survey.Api.Announcements;

public sealed partial record AnnouncementView
{
    public required ListedRelationship Relationship { get; init; }

    /// <summary>Waits for the next wave; null: there is none.</summary>
    public required Announcement? Coming { get; init; }

    /// <summary>The last ones that waves carried.</summary>
    public required IReadOnlyList<Announcement> Carried { get; init; }

    public required bool MayRelease { get; init; }

    /// <summary>Language in which a text is needed.</summary>
    public required string Fallback { get; init; }

    public required FormState Form { get; init; }

    /// <summary>Language of the previews.</summary>
    public string Tongue { get; init; } = "en";

    public string? Done { get; init; }

    public bool IsReleased => Coming?.State == AnnouncementState.Released;

    /// <summary>The previews show what is saved.</summary>
    public bool HasPreview => Coming is { State: not AnnouncementState.TakenBack } && Relationship.GoesOn;

    /// <returns>Null: no such relationship, or the viewer does not speak for its provider.</returns>
    public static async Task<AnnouncementView?> FindAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        bool leadReleases,
        string fallback,
        CancellationToken ct
    )
    {
        if (
            await ListedRelationship.FindAsync(connection, code, ct) is not { } relationship
            || !viewer.ReadsComments(relationship.ProviderId)
        )
        {
            return null;
        }
        var coming = await Announcement.ComingAsync(connection, relationship.Id, ct);
        return new()
        {
            Relationship = relationship,
            Coming = coming,
            Carried = await Announcement.CarriedAsync(connection, relationship.Id, ct),
            MayRelease = leadReleases || viewer.ScopeOf(Right.RunProgramme).Includes(relationship.ProviderId),
            Fallback = fallback,
            Form = Fields(coming) is { } stored ? FormState.Of(stored) : new(FormEntries.Empty),
        };
    }

    /// <summary>The state belongs to it, so that a form is outdated by a release, too.</summary>
    public static FormEntries? Fields(Announcement? coming) =>
        coming is null ? null : FormEntries.Empty.WithNames("text", coming.Texts).With("state", coming.State.Text());

    /// <summary>Each text as one paragraph.</summary>
    public static LocalizedText? Texts(FormEntries entries) =>
        entries.Names("text") is { } texts
            ? new LocalizedText(texts.Values.ToDictionary(text => text.Key, text => Blanks().Replace(text.Value, " ")))
            : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
