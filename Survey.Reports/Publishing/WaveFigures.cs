using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>Everything that is published of a wave's answers but participation.</summary>
/// <param name="Items">Of all cells.</param>
/// <param name="Figures">One for each of <paramref name="Items"/>, in their order.</param>
internal sealed record WaveFigures(WaveAnswers Answers, IReadOnlyList<CellItem> Items, IReadOnlyList<PublishedFigure> Figures)
{
    /// <param name="askedTogether">Null: not known (history).</param>
    public static WaveFigures Of(
        PublicationFrame frame, IReadOnlyList<AnswerCount> counts, IReadOnlyList<ContactCount> contacts, IReadOnlyList<AskedTogether>? askedTogether)
    {
        var tree = new RollUpTree(frame);
        var answers = new WaveAnswers(frame, counts, contacts);
        var plain = new CellComposer(frame, answers, tree, null).Compose();
        var hidden = HiddenCells.Of(frame, answers, tree, plain);
        // Only what is shown in every part is weighted within a relationship, so weighting does not change what has to be hidden.
        var weights = new WeightedItems(frame, plain, hidden);
        var items = new CellComposer(frame, new WaveAnswers(frame, counts, contacts, weights), tree, askedTogether, new ShownAlone(plain, hidden)).Compose();
        return new(answers, items, [.. items.Select(item => Publishing.Figures.Of(item, hidden.Contains((item.Cell.Id, item.Item))))]);
    }
}
