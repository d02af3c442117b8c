using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Pulses;
using Survey.Reports.Letters;

namespace Survey.Api.Letters;

/// <param name="Saved">Null: HR never changed the words.</param>
public sealed record LetterView(LetterDraft Draft, PulseLetter? Saved)
{
    /// <summary>Null: the pulse has nothing to ask about yet.</summary>
    public SurveyLetter? Sample { get; init; }

    /// <summary>One of <see cref="LetterPage.Actions"/>, just done; null: none.</summary>
    public string? Done { get; init; }

    /// <param name="kind">Null: the invitation.</param>
    /// <returns>Null: there is no such pulse, kind or language.</returns>
    public static async Task<LetterView?> FindAsync(
        NpgsqlConnection connection,
        string pulseCode,
        string? kind,
        string? language,
        CancellationToken ct
    )
    {
        if (
            SurveyLetterKinds.Of(kind ?? SurveyLetterKind.Invitation.Code()) is not { } known
            || language is null
            || !Language.Codes.Contains(language)
            || await PulseList.FindAsync(connection, pulseCode, ct) is not { } pulse
        )
        {
            return null;
        }
        var saved = (await PulseLetters.NewestAsync(connection, pulse.Id, ct)).FirstOrDefault(letter =>
            letter.Kind == known.Code() && letter.Language == language
        );
        return new LetterView(new LetterDraft(pulse, known, language, saved?.Words ?? OwnWords.None), saved);
    }
}
