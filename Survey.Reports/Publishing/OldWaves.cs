using Npgsql;
using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// Blurs figures that earlier versions published exactly: from the answers if kept, else from the histograms, else by rounding. Hidden
/// figures stay hidden, because their exact neighbours have been seen. Verdicts stay.
/// </summary>
public static class OldWaves
{
    /// <summary>One transaction per wave, so an interrupted run can continue. Returns a sentence per wave.</summary>
    public static async Task<IReadOnlyList<string>> BlurAsync(
        Database database,
        FigureKey key,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (!await ExactFigures.ExistAsync(connection, ct))
        {
            return [];
        }
        await FigureKeys.ClaimAsync(connection, key, ct);
        var told = new List<string>();
        foreach (var wave in await ExactFigures.WavesAsync(connection, ct))
        {
            await database.InTransactionAsync(
                async transaction =>
                {
                    var how = await BlurAsync(transaction, key, wave, ct);
                    await AuditLog.AddAsync(transaction, actor, $"blur figures {how}", wave.Code, now, ct);
                    told.Add($"Wave {wave.Code}: figures blurred {how}.");
                },
                ct
            );
        }
        await database.InTransactionAsync(transaction => ExactFigures.DropAsync(transaction, ct), ct);
        return told;
    }

    private static async Task<string> BlurAsync(NpgsqlConnection connection, FigureKey key, OldWave wave, CancellationToken ct)
    {
        var frame = await PublicationFrame.ReadAsync(connection, wave.Id, ct);
        var exact = await ExactFigures.ReadAsync(connection, wave.Id, ct);
        var blur = new CellBlur(key, frame.Wave);
        var items = wave.HasAnswers ? await FromAnswersAsync(connection, frame, wave.Id, blur, ct) : FromHistograms(frame, exact, blur);
        var hidden = exact.Where(figure => figure.IsHidden).Select(figure => (figure.CellId, figure.Item)).ToHashSet();
        var kept = items
            .Select(item => hidden.Contains((item.Cell.Id, item.Item)) ? item with { Answers = null, DoesNotApply = null } : item)
            .ToList();
        var told = kept.Select(item => (item.Cell.Id, item.Item)).ToHashSet();
        var rest = exact.Where(figure => !told.Contains((figure.CellId, figure.Item))).ToList();
        IReadOnlyList<PublishedFigure> figures = [.. kept.Select(Figures.Of), .. rest.Select(figure => Rounded(figure, frame))];
        await ResultStore.StoreFiguresAsync(connection, figures, ct);
        var shown = kept.Where(item => item.Answers is not null).Select(item => StoredHistogram.Of(item, item.Answers!));
        await BlurredHistograms.StoreAsync(connection, shown, ct);
        var overall = figures.Where(figure => figure.Item == Item.Overall).ToDictionary(figure => figure.CellId);
        await StoreGapsAsync(connection, wave.Id, overall, ct);
        await ExactFigures.DeleteAsync(connection, wave.Id, ct);
        return wave.HasAnswers ? "from its answers"
            : rest.Exists(figure => !figure.IsHidden) ? "from its histograms, or rounded"
            : "from its histograms";
    }

    private static async Task<IReadOnlyList<BlurredItem>> FromAnswersAsync(
        NpgsqlConnection connection,
        PublicationFrame frame,
        long waveId,
        CellBlur blur,
        CancellationToken ct
    )
    {
        var answers = await Histograms.AnswersAsync(connection, waveId, ct);
        return WaveFigures.Of(frame, answers, await Histograms.ContactsAsync(connection, waveId, ct), null, blur).Items;
    }

    private static List<BlurredItem> FromHistograms(PublicationFrame frame, IReadOnlyList<ExactFigure> exact, CellBlur blur)
    {
        var tree = new RollUpTree(frame);
        var blurring = new Blurring(frame, tree, new Participation(frame, new WaveAnswers(frame, [], []), blur), blur, null);
        var (cells, names) = (frame.Cells.ToDictionary(cell => cell.Id), new RollUpNames(frame, tree));
        return
        [
            .. exact
                .Where(figure => figure.Counts is not null)
                .Select(figure => blurring.Of(ItemOf(frame, cells[figure.CellId], names, figure)) with { Pooled = figure.Pooled }),
        ];
    }

    private static CellItem ItemOf(PublicationFrame frame, PublicationCell cell, RollUpNames names, ExactFigure figure)
    {
        var scale = ScaleOf(figure);
        var answers = new Histogram(scale.Lowest, figure.Counts!);
        var isStep =
            cell.RelationshipId is { } id
            && frame.Questionnaires[frame.Relationship(id).QuestionnaireId].BreakdownPoints.Any(point => point.Code == figure.Item);
        return new(
            cell,
            names.Of(cell),
            figure.Item,
            scale,
            isStep && figure.DoesNotApply is not null,
            scale.FigureKind == FigureKind.Choice ? WeightedAnswers.OfChoices(answers, figure.N ?? answers.N) : WeightedAnswers.Of(answers),
            figure.DoesNotApply ?? 0
        );
    }

    private static AnswerScale ScaleOf(ExactFigure figure) =>
        figure.Kind switch
        {
            FigureKind.TimeLost => AnswerScale.TimeLost,
            FigureKind.Choice => AnswerScale.Of(QuestionKind.Choice, figure.Counts?.Length ?? 0),
            FigureKind.Recommendation => AnswerScale.Of(QuestionKind.Recommendation, 0),
            FigureKind.Effort => AnswerScale.Of(QuestionKind.Effort, 0),
            FigureKind.Rating => AnswerScale.Of(QuestionKind.Rating, 0),
        };

    /// <summary>For figures without answers or histogram.</summary>
    private static PublishedFigure Rounded(ExactFigure figure, PublicationFrame frame)
    {
        var hidden = new PublishedFigure(figure.CellId, figure.Item, figure.Kind, Shown.Hidden);
        if (figure.IsHidden || figure.Value is not { } value || figure.Kind.Range() is not var (lowest, highest))
        {
            return hidden;
        }
        var minimum = frame.Cells.First(cell => cell.Id == figure.CellId).MinimumGroup;
        var n = ShownCount.OfAnswers(figure.N ?? minimum, minimum, null);
        if (n < BlurredCell.FewestForNumber)
        {
            return hidden with { Shown = Shown.Yes, N = n, Word = ShownMean.WordOf(value, lowest, highest), Pooled = figure.Pooled };
        }
        var mean = ShownMean.Of(value, new Interval(figure.Low ?? lowest, figure.High ?? highest), lowest, highest, n);
        return hidden with
        {
            Shown = mean.Shown,
            N = n,
            Value = mean.Value,
            Step = mean.Step,
            Low = mean.Low,
            High = mean.High,
            Pooled = figure.Pooled,
        };
    }

    /// <summary>The sizes of gaps follow from the new figures; without figures there is no gap.</summary>
    private static async Task StoreGapsAsync(
        NpgsqlConnection connection,
        long waveId,
        Dictionary<long, PublishedFigure> overall,
        CancellationToken ct
    )
    {
        var gaps = await PublishedGap.TakeAsync(connection, waveId, ct);
        await PublishedGap.StoreAsync(
            connection,
            gaps.Select(gap => (Gap: gap, One: overall.GetValueOrDefault(gap.CellId), Other: overall.GetValueOrDefault(gap.OtherCellId)))
                .Where(row => row is { One.Value: not null, Other.Value: not null })
                .Select(row =>
                    row.Gap with
                    {
                        Difference = ShownMean.Difference(
                            row.One!.Value!.Value,
                            row.One.Step!.Value,
                            row.Other!.Value!.Value,
                            row.Other.Step!.Value
                        ),
                        Low = null,
                        High = null,
                    }
                ),
            ct
        );
    }
}
