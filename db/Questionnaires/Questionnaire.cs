using System.Text.Json.Serialization;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>A wave keeps the version with which it was opened.</summary>
public sealed record Questionnaire
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; init; }
    public required IReadOnlyList<BreakdownPoint> BreakdownPoints { get; init; }
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>In the order of <c>response.answers</c>: breakdown points, then all questions except texts.</summary>
    [JsonIgnore]
    public IReadOnlyList<Item> Items =>
        _items ??= [
            .. BreakdownPoints.Select(point => new Item(point.Code, QuestionKind.Rating, IsBreakdownPoint: true)),
            .. Questions
                .Where(question => question.Kind.IsCounted())
                .Select(question => new Item(question.Key, question.Kind, IsBreakdownPoint: false)),
        ];

    private IReadOnlyList<Item>? _items;

    [JsonIgnore]
    public Question Overall => Questions.First(question => question.Key == Item.Overall);

    [JsonIgnore]
    public IEnumerable<Question> TextQuestions => Questions.Where(question => !question.Kind.IsCounted());
}

public sealed record BreakdownPoint
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RatingScale Scale { get; init; }
    public ServiceStandard? Standard { get; init; }
    public required LocalizedText Question { get; init; }
}

public sealed record ServiceStandard
{
    public required LocalizedText Promise { get; init; }

    /// <summary>Promised mean, 1 to 5.</summary>
    public required double Target { get; init; }
}

public sealed record Question
{
    public required string Key { get; init; }
    public required QuestionKind Kind { get; init; }

    /// <summary>Of a rating.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RatingScale Scale { get; init; }
    public required LocalizedText Text { get; init; }
    public IReadOnlyList<Option>? Options { get; init; }
    public bool Required { get; init; }

    /// <summary>Asked only after a low rating; null: always.</summary>
    public Condition? When { get; init; }
}

public sealed record Option
{
    public required string Code { get; init; }
    public required LocalizedText Text { get; init; }
}

/// <param name="Question">Code of a breakdown point or key of a rating.</param>
/// <param name="AtMost">The highest rating, 1 to 5, at which the question is asked.</param>
public sealed record Condition(string Question, int AtMost);

/// <param name="Key">Code of the breakdown point or key of the question.</param>
public sealed record Item(string Key, QuestionKind Kind, bool IsBreakdownPoint)
{
    /// <summary>Stored for "does not apply to me"; breakdown points only.</summary>
    public const int DoesNotApply = -1;

    public const string Overall = "overall";
}
