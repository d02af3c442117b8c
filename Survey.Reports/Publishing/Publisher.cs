using Npgsql;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.WaveLifecycle;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Computes and stores everything that is ever shown of a wave.</summary>
public static class Publisher
{
    /// <summary>In the caller's transaction, once per wave. Needs its relationships, units, reporting groups and plan.</summary>
    /// <exception cref="SettingException">The key is not that of the earlier figures.</exception>
    public static async Task PublishAsync(NpgsqlConnection connection, FigureKey key, long waveId, CancellationToken ct)
    {
        await FigureKeys.ClaimAsync(connection, key, ct);
        var asking = await AnsweredInvitations.ReadAsync(connection, waveId, ct);
        await StoreAsync(connection, waveId, await ComputeAsync(connection, key, waveId, Task.FromResult(asking), ct), ct);
    }

    /// <summary>Only reads; nobody may change the answers meanwhile. <paramref name="asking"/> may use another connection.</summary>
    internal static async Task<WaveResults> ComputeAsync(
        NpgsqlConnection connection,
        FigureKey key,
        long waveId,
        Task<IReadOnlyList<AskedTogether>?> asking,
        CancellationToken ct
    )
    {
        var frame = await PublicationFrame.ReadAsync(connection, waveId, ct);
        var blur = new CellBlur(key, frame.Wave);
        var counts = (
            Answers: await Histograms.AnswersAsync(connection, waveId, ct),
            Contacts: await Histograms.ContactsAsync(connection, waveId, ct)
        );
        var askedTogether = await asking;
        var wave = WaveFigures.Of(frame, counts.Answers, counts.Contacts, askedTogether, blur);
        var shown = wave.Items.Zip(wave.Figures).ToList();
        var comparisons = new Comparisons(frame, await EarlierFigures.ReadAsync(connection, waveId, ct)).Of(shown);
        var readAs = FollowUpComments.Of(frame).ToList();
        var reached = askedTogether is null ? (int?)null : await AnsweredInvitations.ReachedAsync(connection, waveId, ct);
        return new WaveResults
        {
            Figures = wave.Figures,
            Histograms = [.. wave.Items.Where(item => item.Answers is not null).Select(item => StoredHistogram.Of(item, item.Answers!))],
            Verdicts = [.. Verdicts.Of(comparisons)],
            Gaps = [.. Gaps.Of(frame, shown)],
            Slopes = [.. Slopes.Of(frame, shown, await TrendFigure.EarlierAsync(connection, waveId, ct))],
            Steps = await new WholeResponses(frame, blur).ReadAsync(connection, waveId, ct),
            Participation = [.. wave.Participation.Published(reached, askedTogether?.Sum(set => set.People) ?? 0)],
            Comments = PlaceComments(frame, await CommentSealing.CountAsync(connection, waveId, ct), readAs, askedTogether),
            ReadAs = readAs,
            AskedTogether = askedTogether,
        };
    }

    /// <summary>Of those who answered, keeps only the number per reporting group.</summary>
    internal static async Task StoreAsync(NpgsqlConnection connection, long waveId, WaveResults results, CancellationToken ct)
    {
        await ResultStore.StoreFiguresAsync(connection, results.Figures, ct);
        await BlurredHistograms.StoreAsync(connection, results.Histograms, ct);
        await ResultStore.StoreVerdictsAsync(connection, results.Verdicts, ct);
        await PublishedGap.StoreAsync(connection, results.Gaps, ct);
        await PublishedSlope.StoreAsync(connection, results.Slopes, ct);
        await PublishedSteps.StoreAsync(connection, results.Steps, ct);
        await ResultStore.StoreParticipationAsync(connection, results.Participation, ct);
        await CommentSealing.PlaceAsync(
            connection,
            waveId,
            [.. results.Comments.Select(row => row.RelationshipId)],
            [.. results.Comments.Select(row => row.Language)],
            [.. results.Comments.Select(row => row.UnitId)],
            ct
        );
        await ReadAs.ApplyAsync(connection, waveId, results.ReadAs, ct);
        if (results.AskedTogether is { } askedTogether)
        {
            await AnsweredInvitations.KeepCountsAsync(connection, waveId, askedTogether, ct);
        }
        await ResultStore.AnalyzeAsync(connection, ct);
    }

    private static IReadOnlyList<PlacedComments> PlaceComments(
        PublicationFrame frame,
        IEnumerable<CommentCount> counts,
        List<ReadAs> readAs,
        IReadOnlyList<AskedTogether>? askedTogether
    )
    {
        var unread = readAs.Where(row => row.Other is null).Select(row => (row.RelationshipId, row.Question)).ToHashSet();
        var mostPerPerson = askedTogether?.Select(set => set.ReportingGroups.Length).DefaultIfEmpty(1).Max() ?? 1;
        return new CommentPlacement(frame.Parents, mostPerPerson).Place(
            frame.Relationships.Select(row => new CommentRules(
                row.RelationshipId,
                row.ProviderUnitId,
                row.MinimumComments,
                row.MinimumGroup
            )),
            counts
                .Where(row => !unread.Contains((row.RelationshipId, row.Question)))
                .Select(row => new CommentWriters(row.RelationshipId, row.Question, row.Language, row.Count))
        );
    }
}
