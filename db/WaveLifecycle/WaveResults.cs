using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Db.WaveLifecycle;

/// <summary>All that remains of a wave's answers, computed and not yet stored.</summary>
internal sealed record WaveResults
{
    public required IReadOnlyList<PublishedFigure> Figures { get; init; }

    /// <summary>For the next wave; never shown.</summary>
    public required IReadOnlyList<BlurredHistogram> Histograms { get; init; }

    public required IReadOnlyList<PublishedVerdict> Verdicts { get; init; }

    public required IReadOnlyList<PublishedGap> Gaps { get; init; }

    public required IReadOnlyList<PublishedSlope> Slopes { get; init; }

    public required IReadOnlyList<PublishedStep> Steps { get; init; }

    public required IReadOnlyList<PublishedParticipation> Participation { get; init; }

    public required IReadOnlyList<PlacedComments> Comments { get; init; }

    /// <summary>Comments that are not shown under their own question.</summary>
    public required IReadOnlyList<ReadAs> ReadAs { get; init; }

    public required IReadOnlyList<AskedTogether>? AskedTogether { get; init; }
}
