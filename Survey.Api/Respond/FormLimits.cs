using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Limits of a posted form. Our own form must pass with every field filled to its maximum, in any script.</summary>
/// <param name="Bytes">Size of the body.</param>
internal sealed record FormLimits(int Fields, int Bytes)
{
    /// <summary>Name, value and separators of a field that is no text; codes have at most 40 letters.</summary>
    private const int FieldBytes = 256;

    /// <summary>A UTF-16 unit is at most three bytes in UTF-8, each written as %XX.</summary>
    private const int TextBytes = 9 * EnteredText.MaxLength;

    /// <summary>No contact, time lost, both notes, "not for a year".</summary>
    private const int FieldsPerRelationship = 5;

    private const int NotesPerRelationship = 2;

    /// <summary>Also for the page for opting out.</summary>
    public static FormLimits Least { get; } = new(400, 256 * 1024);

    /// <summary>Used while the database is away, because the form is then unknown.</summary>
    public static FormLimits Unknown { get; } = new(8_000, 8 * 1024 * 1024);

    public static FormLimits Compute(IEnumerable<AskedRelationship> relationships)
    {
        // The receipt, the confirmation and fields that the script adds.
        var (fields, texts) = (5, 0);
        foreach (var questionnaire in relationships.Select(relationship => relationship.Questionnaire))
        {
            fields += FieldsPerRelationship + questionnaire.BreakdownPoints.Count + questionnaire.Questions.Sum(FieldsOf);
            texts += NotesPerRelationship + questionnaire.TextQuestions.Count();
        }
        return new(Math.Max(Least.Fields, fields), Math.Max(Least.Bytes, fields * FieldBytes + texts * TextBytes));
    }

    private static int FieldsOf(Question question) =>
        question.Kind.Definition().Field switch
        {
            QuestionField.Scale or QuestionField.OneOption => 1,
            QuestionField.SeveralOptions => question.Options?.Count ?? 0,
            // The text and its signature.
            QuestionField.Text => 2,
        };
}
