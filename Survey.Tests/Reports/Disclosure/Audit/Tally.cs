namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>How many hidden people were found out.</summary>
internal sealed class Tally(string name)
{
    private int _single;
    private int _exact;
    private int _within;
    private int _groups;
    private int _narrow;
    private double _least = double.PositiveInfinity;

    public double Exact => _exact / (double)Math.Max(1, _single);

    public double Narrow => _narrow / (double)Math.Max(1, _groups);

    /// <summary>Tries it so often, and writes down what was found.</summary>
    public static Tally Of(string name, int trials, Func<int, Finding?> attack)
    {
        var tally = new Tally(name);
        for (var trial = 0; trial < trials; trial++)
        {
            if (attack(trial) is { } finding)
            {
                tally.Add(finding);
            }
        }
        TestContext.Out.WriteLine(tally);
        return tally;
    }

    public void Add(Finding finding)
    {
        if (finding.People == 1)
        {
            _single++;
            _exact += finding.IsExact ? 1 : 0;
            _within += finding.Open <= 1 ? 1 : 0;
        }
        else
        {
            _groups++;
            _narrow += finding.Open < 1 - 1e-9 ? 1 : 0;
            _least = Math.Min(_least, finding.Open);
        }
    }

    /// <summary>No single rating is known, and no mean of a small group is open by less than 1.0.</summary>
    public void AssertClosed()
    {
        Assert.That(_single + _groups, Is.GreaterThan(0));
        Assert.That(_exact, Is.Zero, ToString());
        Assert.That(_narrow, Is.Zero, ToString());
    }

    public override string ToString()
    {
        var least = _groups > 0 ? FormattableString.Invariant($", least {_least:F2}") : "";
        return $"{name}: exact {_exact} of {_single} (two neighbours left: {_within - _exact}); "
            + $"groups open by less than 1.0: {_narrow} of {_groups}{least}";
    }
}
