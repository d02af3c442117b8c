using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Reports.Charts;

/// <summary>The points of a rating in the words in which they were asked (rule D10).</summary>
public static class RatingPoints
{
    /// <summary>A part of a distribution, such as "1 Very poor" or "4–5 Good, Very good".</summary>
    /// <param name="scale">Null: several, so the number only.</param>
    public static string Part(this Language language, int part, int parts, RatingScale? scale)
    {
        var label = Distribution.Label(part, parts);
        return scale is { } known
            ? $"{label} {string.Join(", ", Distribution.Ratings(part, parts).Select(rating => language.Point(known, rating)))}"
            : label;
    }

    /// <summary>"1 Very poor · 2 Poor · ...".</summary>
    public static string Points(this Language language, RatingScale scale) =>
        string.Join(" · ", Enumerable.Range(0, 5).Select(part => language.Part(part, 5, scale).Replace(' ', '\u00a0')));
}
