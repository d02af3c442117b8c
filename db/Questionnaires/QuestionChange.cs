using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

public static class QuestionChange
{
    /// <summary>
    /// The ratings that both versions have and ask differently: in other words, on another scale or at another place among what both have.
    /// The overall question always comes first; another order of the others changes it, too (rule D10).
    /// </summary>
    public static IReadOnlySet<string> Between(Questionnaire before, Questionnaire now)
    {
        var then = Ratings(before).ToDictionary(rating => rating.Item);
        var moved = Moved(before, now);
        return Ratings(now)
            .Where(rating =>
                then.TryGetValue(rating.Item, out var old)
                && (
                    rating.Scale != old.Scale
                    || ReadsDifferently(old.Text, rating.Text)
                    || moved.Contains(rating.Item)
                    || (rating.Item == Item.Overall && moved.Count > 0)
                )
            )
            .Select(rating => rating.Item)
            .ToHashSet();
    }

    private static IEnumerable<(string Item, LocalizedText Text, RatingScale Scale)> Ratings(Questionnaire version) =>
        version
            .BreakdownPoints.Select(point => (point.Code, point.Question, point.Scale))
            .Append((Item.Overall, version.Overall.Text, version.Overall.Scale));

    private static HashSet<string> Moved(Questionnaire before, Questionnaire now)
    {
        var (then, today) = (Keys(before, now), Keys(now, before));
        return [.. today.Where((key, place) => then[place] != key)];
    }

    /// <summary>In the order of the questionnaire, those that the other version has too.</summary>
    private static List<string> Keys(Questionnaire version, Questionnaire other) =>
        [.. version.Items.Select(item => item.Key).Where(key => key != Item.Overall && other.Items.Any(item => item.Key == key))];

    /// <summary>A language that was added changes nothing for those who read another.</summary>
    private static bool ReadsDifferently(LocalizedText before, LocalizedText now) =>
        before.Values.Any(text => now.Values.TryGetValue(text.Key, out var words) && words != text.Value);
}
