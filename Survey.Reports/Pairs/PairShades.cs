using Survey.Db.Languages;
using Survey.Reports.Look;

namespace Survey.Reports.Pairs;

/// <summary>What the shades of a matrix mean.</summary>
internal static class PairShades
{
    /// <param name="shade">1 to 5.</param>
    public static string Meaning(int shade, Language language)
    {
        var bounds = RatingShade.Bounds;
        return shade == 1 ? language.Format("pairs.under", bounds[0])
            : shade > bounds.Count ? language.Format("pairs.from", bounds[^1])
            : language.Format("pairs.between", bounds[shade - 2], bounds[shade - 1]);
    }
}
