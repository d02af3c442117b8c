namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// A small linear programme: everything x at least 0 that fulfils some equations and inequalities, over which any sum can be made as large
/// as it gets (primal simplex in two phases with a dense tableau and Bland's rule; Dantzig 1963, Bland 1977).
/// The last solution is where the next search starts.
/// </summary>
internal sealed class Simplex
{
    private const double Tiny = 1e-9;

    private readonly List<double[]> _rows = [];
    private readonly List<int> _basis = [];
    private readonly int _variables;
    private readonly int _columns;

    /// <param name="constraints">
    /// Coefficients by variable, and between what their sum lies (either end may be infinite).
    /// </param>
    /// <exception cref="InvalidOperationException">Nothing fulfils them all.</exception>
    public Simplex(int variables, IReadOnlyList<Constraint> constraints)
    {
        _variables = variables;
        var rows = constraints.SelectMany(Rows).ToList();
        var slacks = rows.Count(row => !row.IsEquation);
        _columns = variables + slacks;
        var slack = variables;
        foreach (var (terms, most, isEquation) in rows)
        {
            // An artificial variable each, behind the slacks; the right side last.
            var row = new double[_columns + rows.Count + 1];
            foreach (var (variable, factor) in terms)
            {
                row[variable] += factor;
            }
            row[^1] = most;
            if (!isEquation)
            {
                row[slack++] = 1;
            }
            if (row[^1] < 0)
            {
                row = [.. row.Select(value => -value)];
            }
            row[_columns + _rows.Count] = 1;
            _basis.Add(_columns + _rows.Count);
            _rows.Add(row);
        }
        Start();
    }

    /// <summary>The value of each variable now.</summary>
    public double[] Solution()
    {
        var solution = new double[_variables];
        for (var row = 0; row < _rows.Count; row++)
        {
            if (_basis[row] < _variables)
            {
                solution[_basis[row]] = _rows[row][^1];
            }
        }
        return solution;
    }

    /// <summary>Makes the sum as large as it gets.</summary>
    /// <returns>The sum; infinite when it has no end.</returns>
    public double Maximize(IEnumerable<(int Variable, double Factor)> sum)
    {
        var goal = new double[_rows.Count == 0 ? _columns + 1 : _rows[0].Length];
        foreach (var (variable, factor) in sum)
        {
            goal[variable] += factor;
        }
        return Climb(goal, _columns);
    }

    private static IEnumerable<(IEnumerable<(int, double)> Terms, double Most, bool IsEquation)> Rows(Constraint constraint)
    {
        if (constraint.High - constraint.Low < Tiny)
        {
            yield return (constraint.Terms, constraint.High, true);
            yield break;
        }
        if (!double.IsInfinity(constraint.High))
        {
            yield return (constraint.Terms, constraint.High, false);
        }
        if (!double.IsInfinity(constraint.Low))
        {
            yield return (constraint.Terms.Select(term => (term.Variable, -term.Factor)), -constraint.Low, false);
        }
    }

    private void Start()
    {
        var goal = new double[_rows.Count == 0 ? _columns + 1 : _rows[0].Length];
        Array.Fill(goal, -1, _columns, _rows.Count);
        if (Climb(goal, _columns + _rows.Count) < -1e-6)
        {
            throw new InvalidOperationException("Nothing fulfils all constraints.");
        }
        for (var row = _rows.Count - 1; row >= 0; row--)
        {
            if (_basis[row] >= _columns)
            {
                // Still an artificial one, at zero: something else takes its place, or the row says nothing new.
                var column = Array.FindIndex(_rows[row], 0, _columns, factor => Math.Abs(factor) > 1e-7);
                if (column >= 0)
                {
                    Pivot(row, column);
                }
                else
                {
                    _rows.RemoveAt(row);
                    _basis.RemoveAt(row);
                }
            }
        }
        for (var row = 0; row < _rows.Count; row++)
        {
            _rows[row] = [.. _rows[row][.._columns], _rows[row][^1]];
        }
    }

    private double Climb(double[] goal, int columns)
    {
        // What one more of each variable would add, after what the variables of the basis give up for it.
        var gain = (double[])goal.Clone();
        var value = 0.0;
        for (var row = 0; row < _rows.Count; row++)
        {
            value += Subtract(gain, goal[_basis[row]], _rows[row]);
        }
        for (var step = 0; ; step++)
        {
            var column = step < 200 ? Largest(gain, columns) : Array.FindIndex(gain, 0, columns, more => more > Tiny);
            if (column < 0)
            {
                return value;
            }
            var row = Leaving(column);
            if (row < 0)
            {
                return double.PositiveInfinity;
            }
            Pivot(row, column);
            value += Subtract(gain, gain[column], _rows[row]);
        }
    }

    private static double Subtract(double[] gain, double factor, double[] row)
    {
        if (factor == 0)
        {
            return 0;
        }
        for (var column = 0; column < gain.Length - 1; column++)
        {
            gain[column] -= factor * row[column];
        }
        return factor * row[^1];
    }

    private static int Largest(double[] gain, int columns)
    {
        var best = -1;
        for (var column = 0; column < columns; column++)
        {
            if (gain[column] > Tiny && (best < 0 || gain[column] > gain[best]))
            {
                best = column;
            }
        }
        return best;
    }

    private int Leaving(int column)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var row = 0; row < _rows.Count; row++)
        {
            if (_rows[row][column] > Tiny)
            {
                var ratio = _rows[row][^1] / _rows[row][column];
                if (ratio < least - Tiny || ratio < least + Tiny && _basis[row] < _basis[best])
                {
                    (best, least) = (row, ratio);
                }
            }
        }
        return best;
    }

    private void Pivot(int pivot, int column)
    {
        var row = _rows[pivot];
        var factor = row[column];
        for (var place = 0; place < row.Length; place++)
        {
            row[place] /= factor;
        }
        for (var other = 0; other < _rows.Count; other++)
        {
            if (other != pivot && _rows[other][column] != 0)
            {
                var times = _rows[other][column];
                for (var place = 0; place < row.Length; place++)
                {
                    _rows[other][place] -= times * row[place];
                }
            }
        }
        _basis[pivot] = column;
    }
}

/// <summary>The sum of some variables times their factors lies between two ends.</summary>
internal sealed record Constraint(IReadOnlyList<(int Variable, double Factor)> Terms, double Low, double High);
