using System.Text;
using Survey.Db.Json;
using static Survey.Db.Json.JsonShape;

namespace Survey.Db.Questionnaires;

public static class JourneyFile
{
    private static readonly JsonShape Scale = OneOf([.. EnumText.All<RatingScale>()]);

    private static readonly JsonShape Shape = JsonShape.Object(
        ("code", Text),
        ("name", Texts),
        (
            "breakdownPoints",
            List(
                JsonShape.Object(
                    ("code", Text),
                    ("scale?", Scale),
                    ("name", Texts),
                    ("question", Texts),
                    ("standard?", JsonShape.Object(("promise", Texts), ("target", Number)))
                )
            )
        ),
        (
            "questions",
            List(
                JsonShape.Object(
                    ("key", Text),
                    ("kind", OneOf([.. EnumText.All<QuestionKind>()])),
                    ("scale?", Scale),
                    ("text", Texts),
                    ("required?", JsonShape.Boolean),
                    ("options?", List(JsonShape.Object(("code", Text), ("text", Texts)))),
                    ("when?", JsonShape.Object(("question", Text), ("atMost", Integer)))
                )
            )
        )
    );

    /// <summary>What was changed in the browser, by the same rules as a file.</summary>
    /// <exception cref="RefusedException">Places as in a file.</exception>
    public static async Task<Questionnaire> CheckAsync(Questionnaire questionnaire, CancellationToken ct)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(QuestionnaireJson.Write(questionnaire)));
        return await ReadAsync(json, ct);
    }

    /// <exception cref="RefusedException">The file breaks rules.</exception>
    public static async Task<Questionnaire> ReadAsync(Stream json, CancellationToken ct)
    {
        var questionnaire = QuestionnaireJson.Read(await JsonFile.ReadAsync(json, Shape, ct));
        var problems = JourneyRules.Problems(questionnaire).ToList();
        return problems.Count == 0 ? questionnaire : throw new RefusedException(problems);
    }
}
