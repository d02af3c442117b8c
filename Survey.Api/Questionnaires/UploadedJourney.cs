using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>A kind of service as a JSON file.</summary>
internal static class UploadedJourney
{
    /// <summary>The form's field.</summary>
    public const string Field = "file";

    /// <exception cref="RefusedException">There is no file, or the file breaks rules.</exception>
    public static async Task<Questionnaire> ReadAsync(IFormCollection form, CancellationToken ct)
    {
        if (form.Files.GetFile(Field) is not { Length: > 0 } file)
        {
            throw new RefusedException(new Sentence("problems.journey.noFile"));
        }
        await using var content = file.OpenReadStream();
        return await JourneyFile.ReadAsync(content, ct);
    }

    /// <summary>Places within the file become part of the sentences.</summary>
    public static IReadOnlyList<Problem> Problems(RefusedException refusal) =>
        [.. refusal.Problems.Select(problem => new Problem(null, Field, Told(problem)))];

    private static Sentence Told(Problem problem)
    {
        var placed = string.IsNullOrEmpty(problem.Place)
            ? problem.Sentence
            : new Sentence("problems.colon", problem.Place, problem.Sentence);
        return problem.Line is { } line ? new Sentence("problems.line", line, placed) : placed;
    }
}
