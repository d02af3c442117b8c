using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Comments;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.WaveLifecycle;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Computes everything that is ever shown of a wave.</summary>
public static class Publisher
{
    /// <summary>
    /// Computes and stores in the caller's transaction, once per wave. Needs the wave's relationships, units, reporting groups and plan.
    /// </summary>
    /// <exception cref="SettingException">The key is not that of the earlier figures.</exception>
    public static async Task PublishAsync(NpgsqlConnection connection, FigureKey key, long waveId, CancellationToken ct)
    {
        await FigureKeys.ClaimAsync(connection, key, ct);
        var asking = await AnsweredInvitations.ReadAsync(connection, waveId, ct);
        var results = await ComputeAsync(connection, key, waveId, Task.FromResult(asking), ct);
        await results.StoreAsync(connection, waveId, ct);
    }

    /// <inheritdoc cref="ComputeResults"/>
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
            Rechecks = Rechecks.Of(frame, shown, await CaseRechecks.DueAsync(connection, waveId, ct)),
            Gaps = [.. Gaps.Of(frame, shown)],
            Slopes = [.. Slopes.Of(frame, shown, await TrendFigure.EarlierAsync(connection, waveId, ct))],
            Steps = await new WholeResponses(frame, blur).ReadAsync(connection, waveId, ct),
            Participation = [.. wave.Participation.Published(reached, askedTogether?.Sum(set => set.People) ?? 0)],
            Comments = PlaceComments(frame, await CommentSealing.CountAsync(connection, waveId, ct), readAs, askedTogether),
            ReadAs = readAs,
            AskedTogether = askedTogether,
        };
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
