using Npgsql;
using Survey.Db.Comments;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Computes and stores everything that may ever be seen of a wave.</summary>
public static class Publisher
{
    /// <summary>
    /// Publishes the wave's plan from its responses and comments, in the caller's transaction. Needs the wave's relationships,
    /// units, reporting groups and plan; may be called once for a wave.
    /// </summary>
    public static async Task PublishAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var frame = await PublicationFrame.ReadAsync(connection, waveId, ct);
        var counts = (Answers: await Histograms.AnswersAsync(connection, waveId, ct), Contacts: await Histograms.ContactsAsync(connection, waveId, ct));
        var askedTogether = await AnsweredInvitations.ReadAsync(connection, waveId, ct);
        var wave = WaveFigures.Of(frame, counts.Answers, counts.Contacts, askedTogether);
        var comparisons = new Comparisons(frame, await EarlierFigures.ReadAsync(connection, waveId, ct)).Of(wave.Items.Zip(wave.Figures));
        await ResultStore.StoreFiguresAsync(connection, wave.Figures, ct);
        await ResultStore.StoreHistogramsAsync(connection, HistogramsOf(wave.Items), ct);
        await ResultStore.StoreVerdictsAsync(connection, Verdicts.Of(comparisons), ct);
        await PublishedGap.StoreAsync(connection, Gaps.Of(frame, wave.Items.Zip(wave.Figures)), ct);
        await PublishedSlope.StoreAsync(connection, Slopes.Of(frame, wave.Items.Zip(wave.Figures), await TrendFigure.EarlierAsync(connection, waveId, ct)), ct);
        await PublishedSteps.StoreAsync(connection, await new WholeResponses(frame, wave.Figures).ReadAsync(connection, waveId, ct), ct);
        var reached = askedTogether is null ? (int?)null : await AnsweredInvitations.ReachedAsync(connection, waveId, ct);
        await ResultStore.StoreParticipationAsync(
            connection, Participation.Of(frame, wave.Answers, wave.Figures, reached, askedTogether?.Sum(set => set.People)), ct);
        await PlaceCommentsAsync(connection, waveId, frame, askedTogether, ct);
        await ResultStore.AnalyzeAsync(connection, ct);
    }

    private static IEnumerable<SealedHistogram> HistogramsOf(IEnumerable<CellItem> items) =>
        items.Where(item => item.People >= item.Cell.MinimumGroup)
            .Select(item => new SealedHistogram(item.Cell.Id, item.Item, [.. item.Strata.Together.Counts]));

    private static async Task PlaceCommentsAsync(
        NpgsqlConnection connection, long waveId, PublicationFrame frame, IReadOnlyList<AskedTogether>? askedTogether, CancellationToken ct)
    {
        var counts = await CommentSealing.CountAsync(connection, waveId, ct);
        var mostPerPerson = askedTogether?.Select(set => set.Relationships.Length).DefaultIfEmpty(1).Max() ?? 1;
        var placed = new CommentPlacement(frame.Parents, mostPerPerson).Place(
            frame.Relationships.Select(row => new CommentRules(row.RelationshipId, row.ProviderUnitId, row.MinimumComments, row.MinimumGroup)),
            counts.Select(row => new Disclosure.CommentCount(row.RelationshipId, row.Question, row.Language, row.Count)));
        await CommentSealing.PlaceAsync(
            connection, waveId,
            [.. placed.Select(row => row.RelationshipId)], [.. placed.Select(row => row.Language)], [.. placed.Select(row => row.UnitId)], ct);
    }
}
