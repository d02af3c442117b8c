namespace Survey.Api.Demo;

/// <summary>The demo's comments: within a wave each is written once.</summary>
internal sealed class DemoComments
{
    // Comments per relationship and language.
    private readonly Dictionary<string, Dictionary<string, string[]>> _texts =
        DemoFiles.Read<Dictionary<string, Dictionary<string, string[]>>>("comments.json");
    private readonly Dictionary<(string Relationship, string Language, int Wave), int> _used = [];

    /// <returns>Null when nothing is left to say.</returns>
    public string? Next(string relationship, string language, int wave)
    {
        if (!_texts.TryGetValue(relationship, out var languages) || !languages.TryGetValue(language, out var texts))
        {
            return null;
        }
        var key = (relationship, language, wave);
        var used = _used[key] = _used.GetValueOrDefault(key) + 1;
        return used <= texts.Length ? texts[(used - 1 + wave) % texts.Length] : null;
    }
}
