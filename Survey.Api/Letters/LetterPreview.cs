using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db.Announcements;
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
    private const int OpenDays = 7;
    private const string NobodysToken = "example-of-a-personal-link-of-this-length-0";

    /// <returns>Null: the pulse has nothing to ask about yet.</returns>
    public async Task<SurveyLetter?> SampleAsync(NpgsqlConnection connection, LetterDraft draft, CancellationToken ct)
    {
        var sample = await LetterSample.ReadAsync(connection, draft.Pulse, draft.Language, Today(draft.Pulse), ct);
        var letters = (await PulseLetters.NewestAsync(connection, draft.Pulse.Id, ct))
            .Where(letter => letter.Language == draft.Language)
            .Aggregate(OwnLetters.None, (own, letter) => own.With(SurveyLetterKinds.Of(letter.Kind)!.Value, letter.Words));
        return Letter(sample, Language.Of(draft.Language), ClosesAt(draft.Pulse)) is { } letter
            ? letter with
            {
                Kind = draft.Kind,
                Own = letters.With(draft.Kind, draft.Words),
            }
            : null;
    }

    /// <summary>An invitation about one relationship, which carries the text.</summary>
    /// <returns>Null: the relationship has ended.</returns>
    public async Task<SurveyLetter?> AnnouncingAsync(
        NpgsqlConnection connection,
        string relationship,
        Announced announced,
        Language language,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var sample = await LetterSample.OfRelationshipAsync(connection, relationship, DateOnly.FromDateTime(now.UtcDateTime), ct);
        var closes = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime).AddDays(OpenDays), new(18, 0), TimeSpan.Zero);
        return Letter(sample, language, closes) is { } letter
            ? letter with
            {
                Relationships = [.. letter.Relationships.Select(asked => asked with { Announced = announced.In(language.Code) })],
            }
            : null;
    }

    private SurveyLetter? Letter(LetterSample sample, Language language, DateTimeOffset closesAt)
    {
        if (sample.Organisation is not { } organisation || sample.Relationships.Count == 0)
        {
            return null;
        }
        return new SurveyLetter
        {
            Language = language,
            Kind = SurveyLetterKind.Invitation,
            PersonName = sample.PersonName ?? organisation.In(language.Code),
            Organisation = organisation.In(language.Code),
            Minutes = AnsweringTime.Minutes(
                language,
                sample.Relationships.Select(asked => AnsweringTime.Seconds(asked.Questionnaire, language))
            ),
            ClosesAt = closesAt,
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
