using Survey.Api.Respond;
using Survey.Api.Respond.Inputs;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Responses;
using Survey.Db.Settings;
using Survey.Db.Waves;
using Survey.Db.Zones;
using Survey.Reports.Letters;

namespace Survey.Api.Questionnaires;

/// <summary>An invitation that does not exist, for the newest version of a kind of service.</summary>
internal static class TrialForm
{
    private const int OpenDays = 7;
    private static readonly TimeOnly EndOfDay = new(18, 0);
    private const string Draft = "trial";

    /// <returns>Null: there is no such kind of service.</returns>
    public static async Task<InvitationForm?> ReadAsync(
        Database database,
        string code,
        Language language,
        PrivacyOptions privacy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await StoredQuestionnaire.FindAsync(connection, code, ct) is { } stored
            ? Of(stored, await TrialNames.ReadAsync(connection, code, ct), language, privacy, now)
            : null;
    }

    public static IFormCollection WithoutToken(IFormCollection sent) =>
        new FormCollection(sent.Where(field => field.Key != "__RequestVerificationToken").ToDictionary());

    public static NoticeView Thanks(InvitationForm form, Language language, TimeSpan rest) =>
        new(
            "stored",
            Token: null,
            Draft,
            ClosingMoment.In(form.TimeZone, form.ClosesAt, language).On,
            language.WeekdayOn(LocalTime.DayOf(form.ClosesAt + rest, form.TimeZone))
        )
        {
            IsTrial = true,
        };

    public static Dictionary<string, object?> Parameters(InvitationForm form, Language language, Dictionary<string, object?> more) =>
        new(more)
        {
            [nameof(RespondPage.Language)] = language,
            [nameof(RespondPage.Token)] = "",
            [nameof(RespondPage.TrialAddress)] = $"form?in={language.Code}",
            [nameof(RespondPage.Draft)] = Draft,
            [nameof(RespondPage.Receipt)] = Guid.NewGuid().ToString(),
            [nameof(RespondPage.Initials)] = Initials.Of(form.PersonName),
            [nameof(RespondPage.Form)] = form,
        };

    private static InvitationForm Of(
        StoredQuestionnaire stored,
        TrialNames names,
        Language language,
        PrivacyOptions privacy,
        DateTimeOffset now
    )
    {
        var zone = names.TimeZone ?? "UTC";
        var asked = new AskedRelationship(
            RelationshipId: 0,
            ReportingGroupId: 0,
            stored.Code,
            names.Kind is null ? RelationshipKind.TeamToTeam : EnumText.Parse<RelationshipKind>(names.Kind),
            privacy.MinimumGroup,
            privacy.MinimumComments,
            names.Provider ?? MadeUp("provider"),
            names.Customer ?? MadeUp("customer"),
            LocalTime.DayOf(now, zone).AddMonths(-3),
            stored.Questionnaire
        );
        return new InvitationForm(
            Guid.Empty,
            WaveId: 0,
            PersonId: 0,
            language["services.try.person"],
            language.Code,
            zone,
            names.Organisation ?? MadeUp("organisation"),
            WaveState.Open,
            LocalTime.At(LocalTime.DayOf(now, zone).AddDays(OpenDays).ToDateTime(EndOfDay), zone),
            privacy.MinimumGroup,
            MinimumGroupReason: null,
            Receipt: null,
            [asked]
        );
    }

    private static LocalizedText MadeUp(string part) =>
        new(Language.Codes.ToDictionary(code => code, code => Language.Of(code)[$"services.try.{part}"]));
}
