using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.Trials;
using Survey.Reports.Disclosure;
using Survey.Reports.Publishing;

namespace Survey.Reports.Trials;

/// <summary>What sealing would publish of made-up answers, by the functions of sealing.</summary>
internal sealed class TrialFigures
{
    /// <summary>Not the secret key: who knows answers and figures could compute its moves.</summary>
    private static readonly FigureKey Key = new(Convert.ToBase64String(new byte[32]));

    private readonly WholeResponses _whole;
    private readonly TrialAnswers _answers;

    public TrialFigures(TrialWave wave)
    {
        var frame = wave.Frame;
        var blur = new CellBlur(Key, frame.Wave);
        (_answers, _whole) = (new TrialAnswers(wave), new WholeResponses(frame, blur));
        var figures = WaveFigures.Of(frame, _answers.Answers, _answers.Contacts, _answers.AskedTogether, blur);
        var shown = figures.Items.Zip(figures.Figures).ToList();
        Gaps = [.. Publishing.Gaps.Of(frame, shown)];
        var byCell = figures.Figures.ToLookup(figure => figure.CellId);
        var verdicts = Verdicts.Of(new Comparisons(frame, []).Of(shown)).ToLookup(verdict => verdict.CellId);
        var participation = figures
            .Participation.Published(wave.Invitations.Count, _answers.AskedTogether.Count)
            .ToDictionary(row => row.CellId);
        Cells =
        [
            .. frame.Cells.Select(cell => new PublishedCell(
                cell,
                byCell[cell.Id].ToDictionary(figure => figure.Item),
                participation.GetValueOrDefault(cell.Id),
                [.. verdicts[cell.Id]]
            )),
        ];
    }

    public IReadOnlyList<PublishedCell> Cells { get; }

    public IReadOnlyList<PublishedGap> Gaps { get; }

    /// <summary>Of the steps of one relationship: takes seconds for all of a large organisation.</summary>
    public IReadOnlyList<PublishedStep> StepsOf(long relationship) => [.. _whole.Of(0, relationship, _answers.PatternsOf(relationship))];
}
