using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// What some published figures say of the answers in each piece, as a linear programme. A variable is how many answers of a value a piece has;
/// where figures are weighted, how many of the customers it stands for gave that value.
/// </summary>
internal sealed class Knowledge
{
    /// <summary>More answers than anybody would think of.</summary>
    private const double Endless = 1000;

    private readonly AuditedTable _table;
    private readonly double _rounding;
    private readonly double[]?[] _known;
    private readonly Dictionary<(int Piece, int Value), int> _variables = [];
    private readonly HashSet<string> _said = [];
    private readonly List<Constraint> _constraints = [];
    private readonly Simplex _simplex;

    /// <param name="rounding">Of means of ten answers or more: half of their last digit, or nothing.</param>
    public Knowledge(AuditedTable table, IReadOnlyCollection<AuditedFigure> figures, double rounding = 0.005)
    {
        _table = table;
        _rounding = rounding;
        _known = [.. table.Pieces.Select((piece, place) => Known(piece, figures.FirstOrDefault(figure => figure.HasCounts && figure.Pieces is [var only] && only == place)))];
        for (var piece = 0; piece < table.Pieces.Count; piece++)
        {
            AddPiece(piece);
        }
        foreach (var figure in figures.Where(figure => !figure.IsHidden))
        {
            AddFigure(figure, figures.Count > 1);
        }
        _simplex = new Simplex(_variables.Count, _constraints);
    }

    /// <summary>The lowest and the highest mean that a figure can have.</summary>
    public (double Low, double High) Mean(AuditedFigure figure) => (Furthest(figure, -1), Furthest(figure, 1));

    /// <summary>The fewest and the most answers that a figure can have. Not for weighted figures.</summary>
    public (double Low, double High) Number(AuditedFigure figure) => (
        Sum(figure, _ => -1) * -1,
        Sum(figure, _ => 1));

    private double[]? Known(Piece piece, AuditedFigure? figure) =>
        figure is not null ? [.. figure.Published!.Counts!.Select(count => _table.IsWeighted ? count * piece.Weight / figure.Published.N!.Value : count)]
        : _table.IsWeighted && !piece.HasAnswers ? new double[_table.Values]
        : null;

    private void AddPiece(int piece)
    {
        if (_known[piece] is not null)
        {
            return;
        }
        for (var value = 0; value < _table.Values; value++)
        {
            _variables[(piece, value)] = _variables.Count;
        }
        if (_table.IsWeighted)
        {
            Say([piece], _ => 1, _table.Pieces[piece].Weight, _table.Pieces[piece].Weight);
        }
        else
        {
            Say([piece], _ => 1, double.NegativeInfinity, _table.Pieces[piece].Most ?? Endless);
        }
    }

    /// <param name="among">There are other figures.</param>
    private void AddFigure(AuditedFigure figure, bool among)
    {
        var published = figure.Published!;
        var weight = Weight(figure.Pieces);
        var small = figure.IsRollUp && among ? figure.Pieces.Where(piece => _table.Small.ContainsKey(piece) && _table.Pieces[piece].HasAnswers).ToList() : [];
        int[] others = [.. figure.Pieces.Except(small)];
        if (figure.HasSomeCounts && among)
        {
            Repeat([.. figure.Pieces.Where(piece => _known[piece]?.Sum() > 0)]);
        }
        if (figure.HasCounts && !_table.IsWeighted)
        {
            Each(figure.Pieces, value => (published.Counts![value], published.Counts[value]));
        }
        else if (figure.HasCounts)
        {
            Each(figure.Pieces, value => Rounded(value, weight));
            SayMean(_rounding);
            if (published.Favourable is { } share)
            {
                Say(figure.Pieces, value => value >= 3 ? 1 : 0, weight * (share - 0.5) / 100, weight * (share + 0.5) / 100);
            }
        }
        else
        {
            SayMean(figure.IsExact ? _rounding : 0.05);
            SayNumber();
        }

        // What is known already: it has to agree.
        void Repeat(int[] told) => Each(told, value => _table.IsWeighted ? Rounded(value, Weight(told)) : (published.Counts![value], published.Counts[value]));

        // Whole numbers, the largest remainders rounded up: each is less than one answer off.
        (double, double) Rounded(int value, double of) => (
            of * (published.Counts![value] - 1) / published.Counts.Sum(), of * (published.Counts[value] + 1) / published.Counts.Sum());

        void Each(int[] pieces, Func<int, (double Low, double High)> ends)
        {
            for (var value = 0; value < _table.Values; value++)
            {
                var (low, high) = ends(value);
                Say(pieces, other => other == value ? 1 : 0, low, high);
            }
        }

        void SayNumber()
        {
            var (fewest, most) = figure.Number;
            if (!_table.IsWeighted && figure.IsCoarse)
            {
                Say(figure.Pieces, _ => 1, fewest, most);
            }
            else if (!_table.IsWeighted)
            {
                Say(others, _ => 1, fewest - small.Sum(piece => _table.Small[piece].Fewest), most - small.Sum(piece => _table.Small[piece].Most));
            }
        }

        void SayMean(double rounding)
        {
            if (published.Value is not { } mean || !_table.Scale.IsMean)
            {
                return;
            }
            if (published.Shown != Shown.Low)
            {
                Say(others, value => _table.Lowest + value - (mean - rounding), -Standing(mean - rounding), double.PositiveInfinity);
            }
            if (published.Shown != Shown.High)
            {
                Say(others, value => _table.Lowest + value - (mean + rounding), double.NegativeInfinity, -Standing(mean + rounding));
            }
        }

        // How far what stands for small relationships lies above some mean, all together.
        double Standing(double mean) => small.Sum(piece => (_table.IsWeighted ? _table.Pieces[piece].Weight : _table.Small[piece].Size) * (_table.Small[piece].Mean - mean));
    }

    private void Say(IEnumerable<int> pieces, Func<int, double> factor, double low, double high)
    {
        var terms = Terms(pieces, factor).ToList();
        var known = pieces.Where(piece => _known[piece] is not null).Sum(piece => _known[piece]!.Select((held, value) => held * factor(value)).Sum());
        if (terms.Count == 0 && (known < low - 1e-6 || known > high + 1e-6))
        {
            throw new InvalidOperationException($"Published figures contradict each other: {known} is not between {low} and {high} ({_table.Item}).");
        }
        if (terms.Count > 0 && _said.Add($"{string.Join(' ', terms)}: {low - known:F9} {high - known:F9}"))
        {
            _constraints.Add(new(terms, low - known, high - known));
        }
    }

    private double Weight(IEnumerable<int> pieces) => pieces.Where(piece => _table.Pieces[piece].HasAnswers).Sum(piece => _table.Pieces[piece].Weight);

    private IEnumerable<(int, double)> Terms(IEnumerable<int> pieces, Func<int, double> factor) =>
        from piece in pieces
        where _known[piece] is null
        from value in Enumerable.Range(0, _table.Values)
        select (_variables[(piece, value)], factor(value));

    private double Sum(AuditedFigure figure, Func<int, double> factor) =>
        _simplex.Maximize(Terms(figure.Pieces, factor))
        + figure.Pieces.Where(piece => _known[piece] is not null).Sum(piece => _known[piece]!.Select((held, value) => held * factor(value)).Sum());

    /// <summary>
    /// The largest quotient of two sums (Dinkelbach 1967): from any mean that is possible, on to the mean of whatever lies furthest above it.
    /// </summary>
    private double Furthest(AuditedFigure figure, int sign)
    {
        // Anything with answers will do to begin with.
        Sum(figure, _ => 1);
        for (var mean = Now(figure); ;)
        {
            if (Sum(figure, value => sign * (_table.Lowest + value - mean)) < 1e-7 || sign * (Now(figure) - mean) < 1e-9)
            {
                return mean;
            }
            mean = Now(figure);
        }
    }

    private double Now(AuditedFigure figure)
    {
        var solution = _simplex.Solution();
        double sum = 0, answers = 0;
        foreach (var piece in figure.Pieces)
        {
            for (var value = 0; value < _table.Values; value++)
            {
                var held = _known[piece]?[value] ?? solution[_variables[(piece, value)]];
                (sum, answers) = (sum + held * (_table.Lowest + value), answers + held);
            }
        }
        return sum / answers;
    }
}
