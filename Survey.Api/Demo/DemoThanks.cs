using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Demo;

/// <summary>Thanks of the demo's people who are content. Each is used once per wave.</summary>
internal sealed class DemoThanks
{
    private const int Content = 4;
    private const double Probability = 0.4;

    // By relationship, then language.
    private readonly Dictionary<string, Dictionary<string, string[]>> _texts = DemoFiles
        .In("thanks")
        .ToDictionary(name => Path.GetFileNameWithoutExtension(name), DemoFiles.Read<Dictionary<string, string[]>>);

    private readonly HashSet<(string Wave, string Text)> _written = [];

    /// <returns>Null: the person writes nothing, or all texts are used.</returns>
    public string? Of(AskedRelationship asked, GivenResponse response, string language, DemoWave wave, DemoChance chance)
    {
        var overall = asked.Questionnaire.Items.Zip(response.Answers).First(answer => answer.First.Key == Item.Overall).Second;
        return
            overall >= Content
            && chance.Happens(Probability)
            && _texts.TryGetValue(asked.Code, out var languages)
            && languages.TryGetValue(language, out var texts)
            ? texts.FirstOrDefault(text => _written.Add((wave.Code, text)))
            : null;
    }
}
