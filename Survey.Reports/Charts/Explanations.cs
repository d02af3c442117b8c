using Survey.Db.Languages;

namespace Survey.Reports.Charts;

/// <summary>What every figure is, how sure it is and why it may be hidden: the words behind each "?" and of the page that lists them.</summary>
public static class Explanations
{
    /// <summary>Every topic under the question it answers (<c>explain.group.KEY</c>), in the order in which a newcomer asks.</summary>
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

    /// <param name="minimum">How many people the figure needs, where the topic says so; null: not said.</param>
    public static string Text(string topic, int? minimum, Language language) => Text(topic, "minimum", minimum, language);

    /// <summary>For a reader of no particular wave.</summary>
    /// <param name="usual">What new waves open with.</param>
    public static string UsualText(string topic, int usual, Language language) => Text(topic, "usual", usual, language);

    private static string Text(string topic, string sentence, int? minimum, Language language)
    {
        var text = language[$"explain.{topic}.text"];
        return topic is "hidden" or "comments" && minimum is not null
            ? $"{text} {language.Format($"explain.{topic}.{sentence}", minimum)}"
            : text;
    }
}
