using System.Text.Json.Serialization;

namespace Survey.Db.Questionnaires;

/// <summary>How the answer is stored in <c>response.answers</c>. <see cref="QuestionKinds"/> defines the rest of each kind.</summary>
[JsonConverter(typeof(EnumTextJson<QuestionKind>))]
public enum QuestionKind
{
    Rating,
    Recommendation,
    Effort,

    /// <summary>Position of the option, from 0.</summary>
    Choice,

    /// <summary>The sum of 2^position over the chosen options.</summary>
    Choices,

    /// <summary>Stored as a comment, never among the answers.</summary>
    Text,
}

/// <summary>
/// The form's field. A rating's points are called as its <see cref="RatingScale"/> says; the words at the ends of other scales are the
/// texts <c>respond.KIND.lowest</c> and <c>.highest</c>.
/// </summary>
public enum QuestionField
{
    Scale,
    OneOption,
    SeveralOptions,
    Text,
}

/// <param name="Figure">Null: not counted.</param>
/// <param name="Range">Of the numbers on a scale; null: no scale.</param>
public readonly record struct QuestionDefinition(QuestionField Field, FigureKind? Figure, (int Lowest, int Highest)? Range)
{
    public bool HasOptions => Field is QuestionField.OneOption or QuestionField.SeveralOptions;
}

/// <summary>The definition of each question kind (rule D1).</summary>
public static class QuestionKinds
{
    public static QuestionDefinition Definition(this QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Rating => new(QuestionField.Scale, FigureKind.Rating, (1, 5)),
            QuestionKind.Recommendation => new(QuestionField.Scale, FigureKind.Recommendation, (0, 10)),
            QuestionKind.Effort => new(QuestionField.Scale, FigureKind.Effort, (1, 7)),
            QuestionKind.Choice => new(QuestionField.OneOption, FigureKind.Choice, null),
            QuestionKind.Choices => new(QuestionField.SeveralOptions, FigureKind.Choice, null),
            QuestionKind.Text => new(QuestionField.Text, null, null),
        };

    public static bool IsCounted(this QuestionKind kind) => kind.Definition().Figure is not null;
}
