using Survey.Db.People;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

internal sealed class Prospect
{
    private readonly SelectedRelationship _chosen;
    private readonly Expectation _expectation;
    private readonly ILookup<ReportingGroup, SelectedCell> _groups;

    public Prospect(SelectedRelationship chosen)
    {
        (_chosen, _expectation) = (chosen, chosen.Relationship.Expectation);
        var coarse = chosen.ReportingGroups();
        _groups = chosen.Cells.Where(cell => cell.Invited.Count > 0).ToLookup(cell => coarse[cell.Cell.Group]);
        Answers = chosen.Invited * _expectation.Rating;
        HalfWidth = SampleSize.HalfWidth(
            _expectation.Spread,
            [.. _groups.Select(group => (AnswersOf(group), group.Sum(cell => cell.Cell.Customers) * _expectation.Contact))],
            _expectation.AllowsCorrection
        );
        HalfWidthOfAll = SampleSize.HalfWidth(
            _expectation.Spread,
            chosen.Customers * _expectation.Rating,
            chosen.Customers * _expectation.Contact,
            _expectation.AllowsCorrection
        );
        SmallestChange = SampleSize.SmallestChange(_expectation.Spread, Answers, _expectation.Before ?? Answers);
    }

    public double Answers { get; }

    /// <summary>Half-width of the 95 % interval; infinite: no interval.</summary>
    public double HalfWidth { get; }

    public double HalfWidthOfAll { get; }

    public double SmallestChange { get; }

    public bool IsQuiet => _chosen.Quiet > _chosen.HeldBack;

    /// <summary>Cells with fewer expected answers than the minimum, or too small for the publication plan.</summary>
    public IEnumerable<string> ProbablyHidden(Dictionary<long, string> codes)
    {
        var units = _chosen
            .Descriptions.Select(group => group.CustomerUnitId)
            .Distinct()
            .Where(unit => unit != _chosen.Relationship.CustomerUnitId && IsSuppressed(group => group.CustomerUnitId == unit))
            .Select(unit => $"unit {codes[unit]}")
            .Order(StringComparer.Ordinal);
        var kinds = _chosen
            .Descriptions.Select(group => group.Employment)
            .OfType<Employment>()
            .Distinct()
            .Where(kind => IsSuppressed(group => group.Employment == kind))
            .Select(kind => $"employment {kind.Text()}")
            .Order(StringComparer.Ordinal);
        return (IsSuppressed(_ => true) ? ["all"] : Array.Empty<string>()).Concat(units).Concat(kinds);
    }

    private bool IsSuppressed(Func<ReportingGroup, bool> cell) => _groups.Where(group => cell(group.Key)).Sum(AnswersOf) < _chosen.Group;

    private double AnswersOf(IEnumerable<SelectedCell> cells) => cells.Sum(cell => cell.Invited.Count) * _expectation.Rating;
}

/// <summary>A precision target that a relationship will not reach.</summary>
/// <param name="Kind">few_customers: even if all are asked; quiet: too many asked lately; held_back: too many not askable now.</param>
public sealed record Shortfall(string Kind, string Words)
{
    public const string FewCustomers = "few_customers";

    // Rounding to whole people is not a shortfall.
    private const double Tolerance = 0.005;

    internal static IEnumerable<Shortfall> Of(Prospect prospect, double precision)
    {
        if (prospect.HalfWidth <= precision + Tolerance)
        {
            yield break;
        }
        yield return prospect.HalfWidthOfAll > precision + Tolerance
            ? new(
                FewCustomers,
                FormattableString.Invariant(
                    $"even with everybody asked there are too few customers to know the mean within {precision:0.00} either way"
                )
            )
        : prospect.IsQuiet
            ? new(
                "quiet",
                "too many customers were or will have been asked by another wave within the quiet days"
                    + FormattableString.Invariant($" to know the mean within {precision:0.00} either way")
            )
        : new(
            "held_back",
            FormattableString.Invariant($"too many customers cannot be asked this time to know the mean within {precision:0.00} either way")
        );
    }
}
