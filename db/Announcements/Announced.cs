using Survey.Db.Languages;

namespace Survey.Db.Announcements;

/// <summary>What a provider tells its customers that it changed: "You said, we did" (rule E5).</summary>
/// <param name="Fallback">Language of the text for readers in whose language there is none.</param>
public sealed record Announced(LocalizedText Texts, string Fallback)
{
    public const int Longest = 400;

    public AnnouncedText In(string language) =>
        Texts.Values.TryGetValue(language, out var text) ? new(text, language) : new(Texts.In(Fallback), Fallback);

    public static Announced? Of(LocalizedText? texts, string? fallback) => texts is null ? null : new(texts, fallback!);
}

/// <param name="Language">Code of the text's own language.</param>
public sealed record AnnouncedText(string Text, string Language);
