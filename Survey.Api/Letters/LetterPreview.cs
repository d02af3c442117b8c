using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Messages;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Settings;
using Survey.Db.Zones;
using Survey.Reports.Letters;

namespace Survey.Api.Letters;

/// <summary>A letter as it would be sent, with the longest names of its pulse and with links that lead nowhere.</summary>
internal sealed class LetterPreview(IOptions<SiteOptions> site, LetterWriter writer, TimeProvider clock)
{
    private const string NobodysToken = "example-of-a-personal-link-of-this-length-0";

    /// <returns>Null: the pulse has nothing to ask about yet.</returns>
    public async Task<SurveyLetter?> SampleAsync(NpgsqlConnection connection, LetterDraft draft, CancellationToken ct)
    {
        var sample = await LetterSample.ReadAsync(connection, draft.Pulse, draft.Language, Today(draft.Pulse), ct);
        if (sample.Organisation is not { } organisation || sample.Relationships.Count == 0)
        {
            return null;
        }
        var language = Language.Of(draft.Language);
        var letters = (await PulseLetters.NewestAsync(connection, draft.Pulse.Id, ct))
            .Where(letter => letter.Language == draft.Language)
            .Aggregate(OwnLetters.None, (own, letter) => own.With(SurveyLetterKinds.Of(letter.Kind)!.Value, letter.Words));
        return new SurveyLetter
        {
            Language = language,
            Kind = draft.Kind,
            Own = letters.With(draft.Kind, draft.Words),
            PersonName = sample.PersonName ?? organisation.In(draft.Language),
            Organisation = organisation.In(draft.Language),
            Minutes = AnsweringTime.Minutes(
                language,
                sample.Relationships.Select(asked => AnsweringTime.Seconds(asked.Questionnaire, language))
            ),
            ClosesAt = ClosesAt(draft.Pulse),
            Relationships = [.. sample.Relationships.Select(asked => LetterRelationship.Of(asked, language))],
            RespondLink = site.Value.Link($"/r/{NobodysToken}"),
            OptOutLink = site.Value.Link($"/u/{NobodysToken}"),
            PrivacyLink = site.Value.Link("/privacy"),
        };
    }

    /// <summary>The letter as it is sent to HR itself: its links open the try-out of the form.</summary>
    public Task<Letter> WriteForTrialAsync(SurveyLetter sample)
    {
        var trial = site.Value.Link($"/programme/services/{sample.Relationships[0].Journey}/try");
        return writer.WriteAsync(sample with { RespondLink = trial, OptOutLink = trial });
    }

    public Task<Letter> WriteAsync(SurveyLetter sample) => writer.WriteAsync(sample);

    /// <summary>Closing of the next wave; without one, of a wave that opens now.</summary>
    private DateTimeOffset ClosesAt(Pulse pulse)
    {
        var zone = Zone.Of(pulse.TimeZone);
        var next = Periods.Next(pulse, Today(pulse));
        return TimeZoneInfo.ConvertTime(next?.ClosesAt ?? clock.GetUtcNow().AddDays(pulse.OpenDays), zone);
    }

    private DateOnly Today(Pulse pulse) => LocalTime.DayOf(clock.GetUtcNow(), pulse.TimeZone);
}
