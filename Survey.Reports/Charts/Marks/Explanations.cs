using Survey.Db.Languages;

namespace Survey.Reports.Charts.Marks;

/// <summary>The texts behind each "?", also listed on a page: what a figure is, how sure it is, why it may be suppressed.</summary>
public static class Explanations
{
    /// <summary>Topics by the question that they answer (<c>explain.group.KEY</c>), in the order in which a newcomer asks.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<string> Topics)> Groups { get; } =
    [
        (
            "what",
            [
                "mean",
                "answers",
                "distribution",
                "favourable",
                "shareChange",
                "target",
                "weak",
                "trend",
                "slope",
                "gap",
                "drivers",
                "funnel",
                "timeLost",
                "effort",
                "recommendation",
                "rollUp",
                "noContact",
                "doesNotApply",
            ]
        ),
        ("sure", ["interval", "verdict", "blur", "responseRate"]),
        ("hidden", ["hidden", "comments", "participation"]),
    ];

    public static IEnumerable<string> Topics => Groups.SelectMany(group => group.Topics);

    /// <summary>With the number of people that the figure needs where the topic mentions it; null: not said.</summary>
    public static string Text(string topic, int? minimum, Language language) => Text(topic, "minimum", minimum, language);

    /// <summary>For no particular wave: <paramref name="usual"/> is the minimum of new waves.</summary>
    public static string UsualText(string topic, int usual, Language language) => Text(topic, "usual", usual, language);

    private static string Text(string topic, string sentence, int? minimum, Language language)
    {
        var text = language[$"explain.{topic}.text"];
        return topic is "hidden" or "comments" && minimum is not null
            ? $"{text} {language.Format($"explain.{topic}.{sentence}", minimum)}"
            : text;
    }
}
