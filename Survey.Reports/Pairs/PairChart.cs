using ScottPlot;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Marks;

namespace Survey.Reports.Pairs;

/// <summary>The matrix as a picture, each cell in the shade of its mean. On a page the matrix is a table.</summary>
public sealed class PairChart(PairTable table, Reader reader) : ChartDrawing
{
    private const int NameWidth = 200,
        Column = 66,
        Row = 36,
        HeadLines = 3,
        LineHeight = 16,
        WordLetters = 11;

    private readonly IReadOnlyList<(long? Unit, string Name)> _rows =
    [
        .. table.Rows.Shown.Select(row => ((long?)row.Unit.UnitId, ChartFonts.Drawable(table.Provider(row.Unit.UnitId), row.Unit.Code))),
        .. table.HasCustomerTotals ? [((long?)null, table.Provider(null))] : Array.Empty<(long?, string)>(),
    ];

    private readonly IReadOnlyList<(long? Unit, string Name)> _columns =
    [
        .. table.Columns.Shown.Select(column =>
            ((long?)column.Unit.UnitId, ChartFonts.Drawable(table.Customer(column.Unit.UnitId), column.Unit.Code))
        ),
        .. table.HasProviderTotals ? [((long?)null, table.Customer(null))] : Array.Empty<(long?, string)>(),
    ];

    public override string Title => reader.Language["pairs.caption"];

    public override string Description =>
        string.Join(
            "; ",
            Cells().Select(cell => $"{_rows[cell.Row].Name} → {_columns[cell.Column].Name}: {reader.Words.Value(cell.Figure)}")
        );

    public override IReadOnlyList<int> Widths => [FileWidth];

    public override int FileWidth => NameWidth + 16 + Math.Max(1, _columns.Count) * Column;

    public override IReadOnlyList<ChartKey> Keys =>
        [
            .. Enumerable
                .Range(1, 5)
                .Select(shade => new ChartKey(ChartMark.Rate1 + shade - 1, PairShades.Meaning(shade, reader.Language))),
            .. PairShades.Words(reader.Language).Select(word => new ChartKey(ChartMark.Rate1 + word.Shade - 1, word.Meaning)),
            new(ChartMark.Hidden, reader.Language["charts.hidden"]),
            new(ChartMark.Words, $"▲ ▼ {reader.Language["pairs.signs"]}"),
            new(ChartMark.Words, $"{reader.Language["pairs.provider"]} ↓  {reader.Language["pairs.customer"]} →"),
        ];

    private int Head => 16 + (int)Math.Min(150, _columns.Max(column => ChartFonts.Width(column.Name, Letters)) + 2);

    public override int Height(int width) => Head + _rows.Count * Row;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(NameWidth + 16, 0, 0, 0));
        plot.LabelLeft(
            _rows.Select((row, index) => ((double)-index, string.Join('\n', ChartFonts.Wrap(row.Name, Letters, NameWidth, mostLines: 2))))
        );
        plot.Axes.Left.TickLabelStyle.ForeColor = colours[Ink.Ink];
        foreach (var (index, column) in _columns.Index())
        {
            var name = plot.Write(
                string.Join('\n', ChartFonts.Wrap(column.Name, Letters, Head - 14, mostLines: HeadLines)),
                index,
                0.6,
                colours[Ink.Ink],
                Alignment.MiddleLeft
            );
            name.LabelRotation = -90;
        }
        foreach (var (row, column, figure, sign) in Cells())
        {
            Cell(plot, row, column, figure, sign, colours);
        }
        plot.Axes.SetLimits(-0.5, _columns.Count - 0.5, -_rows.Count + 0.5, 0.5 + (double)Head / Row);
        return plot;
    }

    private void Cell(Plot plot, int row, int column, PublishedFigure? figure, string sign, ChartColours colours)
    {
        var place = new CoordinateRect(column - 0.47, column + 0.47, -row - 0.45, -row + 0.45);
        if (RatingShade.Number(figure) is not { } shade)
        {
            plot.Add.Plottable(new HatchMark(place, colours[Ink.Line2]));
            return;
        }
        var cell = plot.Add.Rectangle(place);
        (cell.FillColor, cell.LineWidth) = (colours.Rate(shade), 0);
        var words = $"{reader.Words.Brief(figure)}{sign}";
        plot.Write(words, column, -row, colours.OnRate(shade)).LabelFontSize = figure is { Word: null }
            ? Letters
            : Math.Min(WordLetters, WordLetters * (Column - 8) / ChartFonts.Width(words, WordLetters));
    }

    private IEnumerable<(int Row, int Column, PublishedFigure? Figure, string Sign)> Cells() =>
        from row in _rows.Index()
        from column in _columns.Index()
        let cell = table.At(row.Item.Unit, column.Item.Unit)
        where cell is not null
        select (
            row.Index,
            column.Index,
            cell.Overall,
            cell.Verdict?.Called switch
            {
                Verdict.Better => " ▲",
                Verdict.Worse => " ▼",
                _ => "",
            }
        );
}
