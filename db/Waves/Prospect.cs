using System.Globalization;

namespace Survey.Db.Waves;

/// <summary>What can be expected of a relationship's answers, if it is answered as last time.</summary>
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

    /// <summary>Of the 95 % interval; infinite: none.</summary>
    public double HalfWidth { get; }

    /// <summary>The same if every customer were asked.</summary>
    public double HalfWidthOfAll { get; }

    public double SmallestChange { get; }

    /// <summary>More are missing because they were asked lately than because they are asked about so much already.</summary>
    public bool IsQuiet => _chosen.Quiet > _chosen.HeldBack;

    /// <summary>Cells that will have fewer answers than a figure needs, or are too small to be in the publication plan at all.</summary>
    public IEnumerable<string> ProbablyHidden(Dictionary<long, string> codes)
    {
        var units = _chosen
            .Descriptions.Select(group => group.CustomerUnitId)
            .Distinct()
            .Where(unit => unit != _chosen.Relationship.CustomerUnitId && IsHidden(group => group.CustomerUnitId == unit))
            .Select(unit => $"unit {codes[unit]}")
            .Order(StringComparer.Ordinal);
        var kinds = _chosen
            .Descriptions.Select(group => group.Employment)
            .OfType<string>()
            .Distinct()
            .Where(kind => IsHidden(group => group.Employment == kind))
            .Select(kind => $"employment {kind}")
            .Order(StringComparer.Ordinal);
        return (IsHidden(_ => true) ? ["all"] : Array.Empty<string>()).Concat(units).Concat(kinds);
    }

    private bool IsHidden(Func<ReportingGroup, bool> cell) => _groups.Where(group => cell(group.Key)).Sum(AnswersOf) < _chosen.Group;

    private double AnswersOf(IEnumerable<SelectedCell> cells) => cells.Sum(cell => cell.Invited.Count) * _expectation.Rating;
}

/// <summary>An aim of the pulse that a relationship will not reach.</summary>
/// <param name="Kind"><c>few_customers</c>: not even with everybody; <c>quiet</c>: too many were asked lately; <c>held_back</c>: too many
/// can't be asked now.</param>
/// <param name="Words">In a sentence.</param>
public sealed record Shortfall(string Kind, string Words)
{
    // Rounding to whole people is no shortfall.
    private const double Tolerance = 0.005;

    internal static IEnumerable<Shortfall> Of(Prospect prospect, double precision)
    {
        if (prospect.HalfWidth <= precision + Tolerance)
        {
            yield break;
        }
        yield return prospect.HalfWidthOfAll > precision + Tolerance
            ? new(
                "few_customers",
                FormattableString.Invariant(
                    $"even with everybody asked there are too few customers to know the mean within {precision:0.00} either way"
                )
            )
        : prospect.IsQuiet
            ? new(
                "quiet",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"too many customers were or will have been asked by another wave "
                        + $"within the quiet days to know the mean within {precision:0.00} either way"
                )
            )
        : new(
            "held_back",
            FormattableString.Invariant($"too many customers cannot be asked this time to know the mean within {precision:0.00} either way")
        );
    }
}
