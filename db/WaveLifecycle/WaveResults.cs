using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Comments;
using Survey.Db.Results;

namespace Survey.Db.WaveLifecycle;

/// <summary>All that remains of a wave's answers, computed and not yet stored.</summary>
public sealed record WaveResults
{
    public required IReadOnlyList<PublishedFigure> Figures { get; init; }

    /// <summary>For the next wave; never shown.</summary>
    public required IReadOnlyList<BlurredHistogram> Histograms { get; init; }

    public required IReadOnlyList<PublishedVerdict> Verdicts { get; init; }

    /// <summary>Of done cases. Stored by sealing only.</summary>
    public required IReadOnlyList<CaseVerdict> Rechecks { get; init; }

    public required IReadOnlyList<PublishedGap> Gaps { get; init; }

    public required IReadOnlyList<PublishedSlope> Slopes { get; init; }

    public required IReadOnlyList<PublishedStep> Steps { get; init; }

    public required IReadOnlyList<PublishedParticipation> Participation { get; init; }

    public required IReadOnlyList<PlacedComments> Comments { get; init; }

    /// <summary>Comments that are not shown under their own question.</summary>
    public required IReadOnlyList<ReadAs> ReadAs { get; init; }

    public required IReadOnlyList<AskedTogether>? AskedTogether { get; init; }

    /// <summary>Of those who answered, keeps only the number per reporting group.</summary>
    public async Task StoreAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await ResultStore.StoreFiguresAsync(connection, Figures, ct);
        await BlurredHistograms.StoreAsync(connection, Histograms, ct);
        await ResultStore.StoreVerdictsAsync(connection, Verdicts, ct);
        await PublishedGap.StoreAsync(connection, Gaps, ct);
        await PublishedSlope.StoreAsync(connection, Slopes, ct);
        await PublishedSteps.StoreAsync(connection, Steps, ct);
        await ResultStore.StoreParticipationAsync(connection, Participation, ct);
        await CommentSealing.PlaceAsync(
            connection,
            waveId,
            [.. Comments.Select(row => row.RelationshipId)],
            [.. Comments.Select(row => row.Language)],
            [.. Comments.Select(row => row.UnitId)],
            ct
        );
        await Survey.Db.WaveLifecycle.ReadAs.ApplyAsync(connection, waveId, ReadAs, ct);
        if (AskedTogether is { } askedTogether)
        {
            await AnsweredInvitations.KeepCountsAsync(connection, waveId, askedTogether, ct);
        }
        await ResultStore.AnalyzeAsync(connection, ct);
    }
}
