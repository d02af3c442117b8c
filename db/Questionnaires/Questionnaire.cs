using System.Text.Json.Serialization;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>A journey file: the steps of a service and the questions about it. A wave keeps the version it was opened with.</summary>
public sealed record Questionnaire
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; init; }
    public required IReadOnlyList<BreakdownPoint> BreakdownPoints { get; init; }
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>
    /// What a response's answers stand for, in the order in which they are stored: the breakdown points, then every question but texts.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Item> Items =>
        _items ??= [
            .. BreakdownPoints.Select(point => new Item(point.Code, QuestionKind.Rating, IsBreakdownPoint: true)),
            .. Questions
                .Where(question => question.Kind != QuestionKind.Text)
                .Select(question => new Item(question.Key, question.Kind, IsBreakdownPoint: false)),
        ];

    private IReadOnlyList<Item>? _items;

    /// <summary>The text questions, in order.</summary>
    [JsonIgnore]
    public IEnumerable<Question> TextQuestions => Questions.Where(question => question.Kind == QuestionKind.Text);
}

/// <summary>One step of the journey, at which service can break down.</summary>
public sealed record BreakdownPoint
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; init; }
    public ServiceStandard? Standard { get; init; }
    public required LocalizedText Question { get; init; }
}

/// <summary>What the provider promises at a step.</summary>
public sealed record ServiceStandard
{
    public required LocalizedText Promise { get; init; }

    /// <summary>The mean that is promised, 1 to 5.</summary>
    public required double Target { get; init; }
}

public sealed record Question
{
    public required string Key { get; init; }
    public required QuestionKind Kind { get; init; }
    public required LocalizedText Text { get; init; }
    public IReadOnlyList<Option>? Options { get; init; }
    public bool Required { get; init; }

    /// <summary>Asked only when an earlier rating is low; null: always.</summary>
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

/// <summary>How a question is answered, and how the answer is stored in <c>response.answers</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuestionKind>))]
public enum QuestionKind
{
    /// <summary>1 to 5.</summary>
    [JsonStringEnumMemberName("rating")]
    Rating,

    /// <summary>0 to 10.</summary>
    [JsonStringEnumMemberName("recommendation")]
    Recommendation,

    /// <summary>1 to 7.</summary>
    [JsonStringEnumMemberName("effort")]
    Effort,

    /// <summary>The position of the option, from 0.</summary>
    [JsonStringEnumMemberName("choice")]
    Choice,

    /// <summary>The sum of 2^position over the chosen options.</summary>
    [JsonStringEnumMemberName("choices")]
    Choices,

    /// <summary>Stored as a comment, never among the answers.</summary>
    [JsonStringEnumMemberName("text")]
    Text,
}

/// <param name="Key">Code of the breakdown point or key of the question.</param>
public sealed record Item(string Key, QuestionKind Kind, bool IsBreakdownPoint)
{
    /// <summary>The answer "does not apply to me", given at a breakdown point.</summary>
    public const int DoesNotApply = -1;

    /// <summary>The key of the overall rating.</summary>
    public const string Overall = "overall";
}
