using System.Text.Json.Serialization;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>What the five points of a rating are called (rule D10). The words are the texts <c>scales.SCALE.1</c> to <c>.5</c>.</summary>
[JsonConverter(typeof(EnumTextJson<RatingScale>))]
public enum RatingScale
{
    /// <summary>Of questions that name no scale.</summary>
    Quality,
    Satisfaction,
    Ease,
    Speed,
    Clarity,
    Safety,
    Agreement,
    Importance,
}

public static class RatingScales
{
    /// <param name="rating">1 to 5.</param>
    public static string Point(this Language language, RatingScale scale, int rating) => language[$"scales.{scale.Text()}.{rating}"];

    /// <summary>Null: the ratings have several scales, or there are none.</summary>
    public static RatingScale? Common(this IEnumerable<RatingScale> scales) =>
        scales.Distinct().Take(2).ToList() is [var only] ? only : null;
}
