using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Demo;

/// <summary>The demo's comments: each fits its writer's ratings and is used once per wave.</summary>
internal sealed class DemoComments
{
    private const string Praise = "praise";
    private const int Content = 4;
    private const int Poor = 2;

    // Probability of a comment if the worst rating is 1, 2, 3, or higher.
    private static readonly double[] CommentProbability = [0.8, 0.8, 0.6, 0.45];

    // By relationship, then subject (a breakdown point, or praise), then language.
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, string[]>>> _texts = DemoFiles
        .In("comments")
        .ToDictionary(name => Path.GetFileNameWithoutExtension(name), DemoFiles.Read<Dictionary<string, Dictionary<string, string[]>>>);

    private readonly HashSet<(string Wave, string Text)> _written = [];

    /// <returns>Null: the person writes nothing, or all texts are used.</returns>
    public string? Of(AskedRelationship asked, GivenResponse response, string language, DemoWave wave, DemoChance chance)
    {
        var worst = Worst(asked.Questionnaire, response);
        if (
            !chance.Happens(CommentProbability[Math.Min(worst.Rating, Content) - 1])
            || !_texts.TryGetValue(asked.Code, out var topics)
            || !topics.TryGetValue(worst.Rating <= Poor || Overall(asked, response) < Content ? worst.Step : Praise, out var languages)
            || !languages.TryGetValue(language, out var texts)
        )
        {
            return null;
        }
        var first = chance.Below(texts.Length);
        return Enumerable
            .Range(first, texts.Length)
            .Select(index => texts[index % texts.Length])
            .FirstOrDefault(text => _written.Add((wave.Code, text)));
    }

    private static int Overall(AskedRelationship asked, GivenResponse response) =>
        asked.Questionnaire.Items.Zip(response.Answers).First(answer => answer.First.Key == Item.Overall).Second ?? 0;

    private static (string Step, int Rating) Worst(Questionnaire questionnaire, GivenResponse response) =>
        questionnaire
            .BreakdownPoints.Zip(response.Answers, (point, rating) => (point.Code, Rating: rating ?? 0))
            .Where(rated => rated.Rating > 0)
            .OrderBy(rated => rated.Rating)
            .FirstOrDefault(("", Content));
}
