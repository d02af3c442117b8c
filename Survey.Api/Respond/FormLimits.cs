using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>How much a posted form may hold. What we render must arrive with every field filled to its end, in any script.</summary>
/// <param name="Bytes">Of the body.</param>
internal sealed record FormLimits(int Fields, int Bytes)
{
    /// <summary>Name, value and separators of a field that is no text: codes have at most 40 letters.</summary>
    private const int FieldBytes = 256;

    /// <summary>A letter is at most three bytes of UTF-8 per UTF-16 unit, each byte written as %XX.</summary>
    private const int TextBytes = 9 * EnteredText.MaxLength;

    /// <summary>No contact, lost time, both notes and the year's break.</summary>
    private const int FieldsPerRelationship = 5;

    private const int NotesPerRelationship = 2;

    /// <summary>Of a form that asks little, and of the page for opting out.</summary>
    public static FormLimits Least { get; } = new(400, 256 * 1024);

    /// <summary>Where the form is not known, as long as the database is away.</summary>
    public static FormLimits Unknown { get; } = new(8_000, 8 * 1024 * 1024);

    public static FormLimits Compute(IEnumerable<AskedRelationship> relationships)
    {
        // The receipt and what the script adds.
        var (fields, texts) = (4, 0);
        foreach (var questionnaire in relationships.Select(relationship => relationship.Questionnaire))
        {
            fields += FieldsPerRelationship + questionnaire.BreakdownPoints.Count + questionnaire.Questions.Sum(FieldsOf);
            texts += NotesPerRelationship + questionnaire.TextQuestions.Count();
        }
        return new(Math.Max(Least.Fields, fields), Math.Max(Least.Bytes, fields * FieldBytes + texts * TextBytes));
    }

    private static int FieldsOf(Question question) =>
        question.Kind switch
        {
            QuestionKind.Choices => question.Options?.Count ?? 0,
            // With its signature.
            QuestionKind.Text => 2,
            _ => 1,
        };
}
