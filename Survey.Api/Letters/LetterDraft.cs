using System.Buffers.Text;
using System.Text;
using Survey.Api.Respond.Inputs;
using Survey.Db.Letters;
using Survey.Db.Pulses;

namespace Survey.Api.Letters;

public sealed record LetterDraft(Pulse Pulse, SurveyLetterKind Kind, string Language, OwnWords Words)
{
    /// <summary>Address of the page that edits the letter.</summary>
    public string Address => AddressOf(Pulse.Code, Kind, Language);

    /// <summary>Address of the letter alone. It contains the words, so that a preview stores nothing (rule G6).</summary>
    public string PreviewAddress =>
        $"/programme/letters/{Pulse.Code}/preview?in={Language}&kind={Kind.Code()}"
        + $"&subject={Encode(Words.Subject)}&introduction={Encode(Words.Introduction)}";

    public IReadOnlyList<WordsProblem> SubjectProblems => Words.Subject is { } text ? [.. OwnWordsRules.OfSubject(text)] : [];

    public IReadOnlyList<WordsProblem> IntroductionProblems =>
        Words.Introduction is { } text ? [.. OwnWordsRules.OfIntroduction(text)] : [];

    public bool IsSound => SubjectProblems.Count + IntroductionProblems.Count == 0;

    public static string AddressOf(string pulse, SurveyLetterKind kind, string language) =>
        $"/programme/letters/{pulse}?in={language}&kind={kind.Code()}";

    /// <returns>Null: the values are not from <see cref="PreviewAddress"/>.</returns>
    public static OwnWords? Read(string? subject, string? introduction) =>
        Decode(subject) is { } first && Decode(introduction) is { } second ? OwnWords.Entered(first, second) : null;

    private static string Encode(string? text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text ?? ""));

    private static string? Decode(string? encoded) =>
        Base64Url.IsValid(encoded ?? "") ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded ?? "")) : null;
}
