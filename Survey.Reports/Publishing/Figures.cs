using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Turns blurred answers into publishable figures, rounded once (rules A5, A6, D2).</summary>
internal static class Figures
{
    public static PublishedFigure Of(BlurredItem item) =>
        item.Answers is not { } answers ? Hidden(item)
        : answers.IsInWords ? InWords(item, answers)
        : InNumbers(item, answers);

    private static PublishedFigure Hidden(BlurredItem item) => new(item.Cell.Id, item.Item, item.Scale.FigureKind, Shown.Hidden);

    /// <summary>Choices and work time lost have no word, so they stay hidden.</summary>
    private static PublishedFigure InWords(BlurredItem item, BlurredCell answers)
    {
        var word = item.Scale.FigureKind switch
        {
            FigureKind.Rating or FigureKind.Effort => ShownMean.WordOf(answers.Mean, answers.Lowest, answers.Highest),
            FigureKind.Recommendation => ShownMean.WordOf(Recommendation.ScoreOf(answers), Recommendation.Lowest, Recommendation.Highest),
            FigureKind.TimeLost or FigureKind.Choice => null,
        };
        return word is null
            ? Hidden(item)
            : Hidden(item) with
            {
                Shown = Shown.Yes,
                N = answers.People,
                Word = word,
                DoesNotApply = item.DoesNotApply,
                Pooled = item.Pooled,
            };
    }

    private static PublishedFigure InNumbers(BlurredItem item, BlurredCell answers)
    {
        var shareStep = FigureStep.OfShare(answers.Shown);
        var figure = Hidden(item) with
        {
            Shown = Shown.Yes,
            N = answers.People,
            ShareStep = shareStep,
            Shares = shareStep is { } step ? [.. Parts(item, answers).Select(share => ShownShare.Of(share, step))] : null,
            DoesNotApply = item.DoesNotApply,
            Pooled = item.Pooled,
        };
        return item.Scale.FigureKind switch
        {
            FigureKind.Rating => WithFavourable(WithMean(figure, item, answers), item, answers),
            FigureKind.Effort => WithMean(figure, item, answers),
            FigureKind.Recommendation => With(
                figure,
                ShownMean.Of(
                    Recommendation.ScoreOf(answers),
                    Recommendation.IntervalOf(answers),
                    Recommendation.Lowest,
                    Recommendation.Highest,
                    answers.Shown
                )
            ),
            FigureKind.TimeLost or FigureKind.Choice when shareStep is null => Hidden(item),
            FigureKind.TimeLost => figure with { Value = MedianBand.Of(answers) },
            FigureKind.Choice => figure,
        };
    }

    /// <summary>From the lowest on: all values from 25 answers on, else three parts.</summary>
    private static IEnumerable<double> Parts(BlurredItem item, BlurredCell answers) =>
        item.Scale.FigureKind switch
        {
            FigureKind.Recommendation => Recommendation.Parts(answers),
            FigureKind.Choice => answers.Counts.Select(count => count / answers.N),
            FigureKind.Rating or FigureKind.Effort or FigureKind.TimeLost when answers.Shown >= FigureStep.AllParts =>
                answers.Counts.Select(count => count / answers.N),
            FigureKind.Rating or FigureKind.Effort or FigureKind.TimeLost => ThreeParts(
                answers,
                answers.Lowest + (answers.Counts.Count - 1) / 2
            ),
        };

    private static IEnumerable<double> ThreeParts(BlurredCell answers, int middle)
    {
        double fromMiddle = answers.ShareFrom(middle),
            high = answers.ShareFrom(middle + 1);
        return [1 - fromMiddle, fromMiddle - high, high];
    }

    private static PublishedFigure WithMean(PublishedFigure figure, BlurredItem item, BlurredCell answers)
    {
        var interval = Mean.IntervalOf(answers, item.Population.VarianceFactor(answers.People), item.Widening);
        return With(figure, ShownMean.Of(answers.Mean, interval, answers.Lowest, answers.Highest, answers.Shown));
    }

    private static PublishedFigure With(PublishedFigure figure, ShownMean mean) =>
        figure with
        {
            Shown = mean.Shown,
            Value = mean.Value,
            Step = mean.Step,
            Low = mean.Low,
            High = mean.High,
        };

    private static PublishedFigure WithFavourable(PublishedFigure figure, BlurredItem item, BlurredCell answers)
    {
        if (figure.ShareStep is not { } step)
        {
            return figure;
        }
        var size = item.Population.EffectiveSize(answers.Size, answers.People) / (item.Widening * item.Widening);
        var interval = Favourable.IntervalOf(answers, size);
        return figure with
        {
            Favourable = ShownShare.Of(Favourable.Of(answers), step),
            FavourableLow = ShownShare.Outward(interval.Low, step, isHigh: false),
            FavourableHigh = ShownShare.Outward(interval.High, step, isHigh: true),
        };
    }
}
