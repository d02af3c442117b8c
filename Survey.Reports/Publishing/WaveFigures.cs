using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>All that is published of a wave's answers, except what needs whole responses. One figure per item, in the same order.</summary>
internal sealed record WaveFigures(Participation Participation, IReadOnlyList<BlurredItem> Items, IReadOnlyList<PublishedFigure> Figures)
{
    /// <param name="askedTogether">Null: unknown (history).</param>
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
