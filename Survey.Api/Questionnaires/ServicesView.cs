using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

public sealed record ServicesView
{
    public required IReadOnlyList<StoredQuestionnaire> Services { get; init; }
    public required IReadOnlyList<Questionnaire> Templates { get; init; }
    public required FormState File { get; init; }
    public string? Done { get; init; }
}

public sealed record TemplateView
{
    public required Questionnaire Template { get; init; }
    public required FormState Form { get; init; }
}

public sealed record ServiceView
{
    public required StoredQuestionnaire Stored { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<QuestionnaireVersion> Versions { get; init; }
    public required FormState Names { get; init; }
    public required FormState File { get; init; }

    /// <summary>Of a change without a form, such as another order.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
    public string? Done { get; init; }
}

public sealed record StepView
{
    public required StoredQuestionnaire Stored { get; init; }

    /// <summary>Null: a new one.</summary>
    public required BreakdownPoint? Step { get; init; }
    public required FormState Form { get; init; }
}

public sealed record QuestionView
{
    public required StoredQuestionnaire Stored { get; init; }

    /// <summary>Null: a new one.</summary>
    public required Question? Question { get; init; }
    public required FormState Form { get; init; }
}

public sealed record TryView
{
    public required StoredQuestionnaire Stored { get; init; }

    /// <summary>Language of the form.</summary>
    public required string Tongue { get; init; }
}
