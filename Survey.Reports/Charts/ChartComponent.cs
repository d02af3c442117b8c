using Microsoft.AspNetCore.Components;
using Survey.Db.Languages;

namespace Survey.Reports.Charts;

/// <summary>Who reads: the language, and whether on a page or on paper.</summary>
/// <param name="Printing">Everything that a page lets one unfold is shown.</param>
public sealed record Reader(Language Language, bool Printing)
{
    private int _numbered;

    public FigureWords Words { get; } = new(Language);

    public ChangeWords Change { get; } = new(Language);

    /// <summary>1, 2, 3 ...: for ids that nothing else on the page has.</summary>
    public int Number() => ++_numbered;
}

/// <summary>What every chart and section has at hand.</summary>
public abstract class ChartComponent : ComponentBase
{
    [CascadingParameter]
    public required Reader Reader { get; init; }

    protected Language Texts => Reader.Language;

    protected FigureWords Words => Reader.Words;

    protected ChangeWords Change => Reader.Change;
}
