using System.Net.Mail;
using Microsoft.Extensions.Options;
using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Messages;
using Survey.Db.Questionnaires;
using Survey.Db.Settings;
using Survey.Db.Tokens;
using Survey.Db.Zones;
using Survey.Reports.Letters;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

internal sealed class MailComposer(
    IOptions<MailOptions> mail,
    IOptions<SiteOptions> site,
    TokenKey key,
    LetterWriter letters,
    LeadMailWriter leadMails,
    OrganisationReader organisation
)
{
    private static readonly TimeSpan LastDay = TimeSpan.FromHours(24);

    private readonly MailAddress _from = MailAddresses.Parse(mail.Value.From ?? "") ?? new MailAddress("survey@localhost");
    private readonly MailAddress? _returnPath = MailAddresses.Parse(mail.Value.ReturnPath ?? "");

    /// <returns>Null: there is nothing left to say, so that nothing is sent.</returns>
    public async Task<OutgoingMail?> ComposeAsync(ClaimedMessage message, DateTimeOffset now)
    {
        var sender = (await organisation.ReadAsync(CancellationToken.None)).SenderName;
        if (message.SignInId is not null)
        {
            return Mail(message, await letters.WriteAsync(SignIn(message, now)), sender, now);
        }
        if (message.Kind == MessageKind.Access)
        {
            return Mail(message, await letters.WriteAsync(Access(message)), sender, now);
        }
        if (message.Recognition is { } recognition)
        {
            var passedOn = RecognitionLetter.Of(recognition, Language.Of(message.Language), message.PersonName ?? message.Address);
            return Mail(message, await letters.WriteAsync(passedOn), sender, now);
        }
        if (message.IsToLead)
        {
            return await leadMails.WriteAsync(message, now, CancellationToken.None) is { } lead
                ? Mail(message, lead.Letter, sender, now) with
                {
                    Picture = lead.Picture,
                    Attachment = lead.File,
                }
                : null;
        }
        var letter = Survey(message, now);
        return Mail(message, await letters.WriteAsync(letter), sender, now) with
        {
            Unsubscribe = letter.OptOutLink + (site.Value.IsHttps ? "/one-click" : ""),
            OneClick = site.Value.IsHttps,
        };
    }

    public OutgoingMail Compose(TestMail test, string? sender, DateTimeOffset now)
    {
        var returned = EnvelopeFrom(test.Id);
        return new()
        {
            Id = test.Id,
            QueuedAt = test.AskedAt,
            Date = now,
            EnvelopeFrom = returned,
            From = _from.Address,
            FromName = sender,
            To = test.Kind == TestMailKind.Return ? returned : test.Address,
            Subject = test.Subject,
            Text = test.Text,
            Html = test.Html,
        };
    }

    private OutgoingMail Mail(ClaimedMessage message, Letter letter, string? sender, DateTimeOffset now) =>
        new()
        {
            Id = message.Id,
            QueuedAt = message.QueuedAt,
            Date = now,
            EnvelopeFrom = EnvelopeFrom(message.Id),
            From = _from.Address,
            FromName = sender ?? message.Organisation?.In(message.Language),
            To = message.Address,
            ToName = message.PersonName,
            Subject = letter.Subject,
            Text = letter.Text,
            Html = letter.Html,
            InReplyTo = message.InvitationMessageId,
        };

    /// <summary>Names the message, so that a bounce finds its message without guessing.</summary>
    private string EnvelopeFrom(Guid id) => BounceAddress.Of(id, _returnPath?.User ?? "bounce", (_returnPath ?? _from).Host);

    private SignInLetter SignIn(ClaimedMessage message, DateTimeOffset now) =>
        new(
            Language.Of(message.Language),
            site.Value.Link("/sign-in/" + key.Make(TokenPurpose.SignIn, message.SignInId!.Value)),
            Math.Max(1, (int)(message.GiveUpAt - now).TotalMinutes)
        );

    private AccessLetter Access(ClaimedMessage message) =>
        new(
            Language.Of(message.Language),
            message.PersonName,
            message.Address,
            message.AccessRole!,
            message.AccessUnit?.In(message.Language),
            message.AccessGivenBy!,
            site.Value.Link("/sign-in")
        );

    private SurveyLetter Survey(ClaimedMessage message, DateTimeOffset now)
    {
        var language = Language.Of(message.Language);
        var zone = Zone.Of(message.TimeZone ?? "UTC");
        var token = key.Make(TokenPurpose.Respond, message.InvitationId!.Value);
        return new SurveyLetter
        {
            Language = language,
            Own = message.Own,
            Kind =
                !message.IsReminder ? SurveyLetterKind.Invitation
                : message.ClosesAt - now <= LastDay ? SurveyLetterKind.LastDay
                : SurveyLetterKind.Reminder,
            PersonName = message.PersonName ?? message.Address,
            Organisation = message.Organisation!.In(message.Language),
            Minutes = AnsweringTime.Minutes(
                language,
                message.Relationships.Select(asked => AnsweringTime.Seconds(asked.Questionnaire, language))
            ),
            ClosesAt = TimeZoneInfo.ConvertTime(message.ClosesAt!.Value, zone),
            Relationships = [.. message.Relationships.Select(asked => LetterRelationship.Of(asked, language))],
            RespondLink = site.Value.Link("/r/" + token),
            OptOutLink = site.Value.Link("/u/" + token),
            PrivacyLink = site.Value.Link("/privacy"),
        };
    }
}
