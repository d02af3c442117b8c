using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Demo;

/// <summary>The demo's comments: each fits what its writer rates, and within a wave each is written once.</summary>
internal sealed class DemoComments
{
    private const string Praise = "praise";
    private const int Content = 4;
    private const double WritesWhenContent = 0.35;
    private const double WritesWhenNot = 0.6;

    // Per relationship: what they are about (a breakdown point, or praise), then the language.
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, string[]>>> _texts = DemoFiles.In("comments")
        .ToDictionary(name => Path.GetFileNameWithoutExtension(name), DemoFiles.Read<Dictionary<string, Dictionary<string, string[]>>>);

    private readonly HashSet<(string Wave, string Text)> _written = [];

    /// <returns>Null when the person writes nothing, or nothing is left to say.</returns>
    public string? Of(AskedRelationship asked, GivenResponse response, string language, DemoWave wave, DemoChance chance)
    {
        var worst = Worst(asked.Questionnaire, response);
        if (!_texts.TryGetValue(asked.Code, out var topics) || !chance.Happens(worst is null ? WritesWhenContent : WritesWhenNot)
            || !topics.TryGetValue(worst ?? Praise, out var languages) || !languages.TryGetValue(language, out var texts))
        {
            return null;
        }
        var first = chance.Below(texts.Length);
        return Enumerable.Range(first, texts.Length).Select(index => texts[index % texts.Length])
            .FirstOrDefault(text => _written.Add((wave.Code, text)));
    }

    /// <returns>The breakdown point that was rated worst; null when all were rated well.</returns>
    private static string? Worst(Questionnaire questionnaire, GivenResponse response) =>
        questionnaire.BreakdownPoints.Zip(response.Answers)
            .Where(rated => rated.Second is > 0 and < Content)
            .OrderBy(rated => rated.Second)
            .Select(rated => rated.First.Code)
            .FirstOrDefault();
}
