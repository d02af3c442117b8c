using Microsoft.AspNetCore.Components;
using Survey.Db.Languages;
using Survey.Reports.Charts.Words;

namespace Survey.Reports.Charts;

/// <summary>The reader's language, and page or paper. On paper everything is shown that unfolds on a page.</summary>
public sealed record Reader(Language Language, bool Printing)
{
    private int _numbered;

    /// <summary>Of the full note on the method, printed below the short one; null on a page, which has the full note.</summary>
    public string? MethodAddress { get; init; }

    /// <summary>Of made-up answers there are no other pages and files to link to.</summary>
    public bool MadeUp { get; init; }

    public bool HasLinks => !Printing && !MadeUp;

    public FigureWords Words { get; } = new(Language);

    public ChangeWords Change { get; } = new(Language);

    /// <summary>1, 2, 3 ...: makes ids unique on the page.</summary>
    public int Number() => ++_numbered;
}

public abstract class ChartComponent : ComponentBase
{
    [CascadingParameter]
    public required Reader Reader { get; init; }

    protected Language Texts => Reader.Language;

    protected FigureWords Words => Reader.Words;

    protected ChangeWords Change => Reader.Change;
}
