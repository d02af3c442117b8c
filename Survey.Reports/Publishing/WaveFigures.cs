using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Everything that is published of a wave's answers but what only whole responses tell.</summary>
/// <param name="Items">Of all cells, blurred.</param>
/// <param name="Figures">One for each of <paramref name="Items"/>, in their order.</param>
internal sealed record WaveFigures(Participation Participation, IReadOnlyList<BlurredItem> Items, IReadOnlyList<PublishedFigure> Figures)
{
    /// <param name="askedTogether">Null: not known (history).</param>
    public static WaveFigures Of(
        PublicationFrame frame,
        IReadOnlyList<AnswerCount> counts,
        IReadOnlyList<ContactCount> contacts,
        IReadOnlyList<AskedTogether>? askedTogether,
        CellBlur blur
    )
    {
        var tree = new RollUpTree(frame);
        var answers = new WaveAnswers(frame, counts, contacts);
        var participation = new Participation(frame, answers, blur);
        var blurring = new Blurring(frame, tree, participation, blur, askedTogether);
        var blurred = new CellComposer(frame, answers, tree, participation).Compose().Select(blurring.Of).ToList();
        var items = Blurring.WithoutLoneFollowUps(blurred).ToList();
        return new(participation, items, [.. items.Select(Publishing.Figures.Of)]);
    }
}
