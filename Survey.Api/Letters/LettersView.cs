using Survey.Db.Letters;
using Survey.Db.Pulses;

namespace Survey.Api.Letters;

public sealed record LettersView
{
    public required IReadOnlyList<Pulse> Pulses { get; init; }

    /// <summary>Invitations tell what clearly got better.</summary>
    public required bool TellsImprovements { get; init; }

    /// <summary>The newest version of each.</summary>
    public required IReadOnlyList<PulseLetter> Letters { get; init; }
}
