using Npgsql;
using Survey.Db.Holidays;
using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Recognitions;

namespace Survey.Db.Messages;

public sealed record ClaimedMessage
{
    /// <summary>Hours of reminders of cases if the pulse has none: these become due at midnight.</summary>
    private const string Day = "08:00-18:00";

    public required Guid Id { get; init; }

    public required MessageKind Kind { get; init; }

    public Guid? InvitationId { get; init; }

    public Guid? SignInId { get; init; }

    public Guid? RecognitionId { get; init; }

    /// <summary>Null: another mail.</summary>
    public Recognition? Recognition { get; init; }

    public required string Address { get; init; }
    public required string Language { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Attempts that ended without the server's reply to the content, so the mail may have been accepted.</summary>
    public required int UnknownOutcomes { get; init; }
    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset NotBefore { get; init; }
    public required DateTimeOffset GiveUpAt { get; init; }

    /// <summary>Null: no known person has the address.</summary>
    public string? PersonName { get; init; }

    /// <summary>IANA name of the recipient's time zone; null: unknown.</summary>
    public string? TimeZone { get; init; }
    public string? SendHours { get; init; }
    public int[]? SendDays { get; init; }

    /// <summary>Of the recipient's country. Empty unless <see cref="SendDays"/> restricts the days.</summary>
    public IReadOnlySet<DateOnly> Holidays { get; init; } = new HashSet<DateOnly>();

    public long? WaveId { get; init; }

    public long? PulseId { get; init; }

    /// <summary>Newest version of the pulse's own letters when the mail was queued; null: there was none.</summary>
    public long? LetterVersion { get; init; }

    public OwnLetters Own { get; init; } = OwnLetters.None;

    /// <summary>Name of the root unit. Null: a sign-in.</summary>
    public LocalizedText? Organisation { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>What was given; null: the mail does not tell of access.</summary>
    public string? AccessRole { get; init; }

    /// <summary>Of a lead.</summary>
    public LocalizedText? AccessUnit { get; init; }

    /// <summary>Name or address of who gave the access.</summary>
    public string? AccessGivenBy { get; init; }

    /// <summary>The invitation's mail, to which a reminder replies. Null: none.</summary>
    public Guid? InvitationMessageId { get; init; }

    /// <summary>Its number is neither logged nor measured: reminders tell how many have not answered, recognition who opted out.</summary>
    public bool IsUncounted => IsReminder || Kind == MessageKind.Recognition;

    public bool IsToLead => Kind is MessageKind.Results or MessageKind.Cases;

    public bool IsReminder => Kind is MessageKind.Reminder1 or MessageKind.Reminder2;

    public IReadOnlyList<MessageRelationship> Relationships { get; init; } = [];

    private LettersOfMail? Letters => PulseId is { } pulse && LetterVersion is { } version ? new(pulse, Language, version) : null;

    internal static async Task<IReadOnlyList<ClaimedMessage>> LoadAsync(
        NpgsqlConnection connection,
        Guid[] ids,
        int worker,
        CancellationToken ct
    )
    {
        var messages = await connection.ListAsync<ClaimedMessage>(
            """
            select message.id, message.kind, invitation.id as invitation_id, message.sign_in_id, message.recognition_id,
                   message.address, message.language,
                   message.attempts, message.unknown_outcomes, message.queued_at, message.not_before, message.give_up_at,
                   message.letter_version,
                   person.name as person_name, person.time_zone,
                   message.wave_id, wave.pulse_id, pulse.send_days, wave.closes_at,
                   coalesce(pulse.send_hours, case when message.kind = 'cases' then @Day end) as send_hours,
                   coalesce(root.names, owner.names) as organisation,
                   asking.id as invitation_message_id,
                   told.role as access_role, told_unit.names as access_unit, coalesce(giver.name, told.given_by) as access_given_by
            from message
            left join access_mail as told on told.id = message.id
            left join unit as told_unit on told_unit.id = told.unit_id
            left join person as giver on lower(giver.email) = told.given_by
            left join invitation on invitation.wave_id = message.wave_id and invitation.person_id = message.person_id
            left join person on person.id = coalesce(
                message.person_id, (select known.id from person as known where lower(known.email) = lower(message.address)))
            left join wave on wave.id = message.wave_id
            left join recognition on recognition.id = message.recognition_id
            left join lead_mail on lead_mail.id = message.id
            left join wave as reported on reported.id = coalesce(recognition.wave_id, lead_mail.wave_id)
            left join unit as owner on owner.parent_id is null and reported.id is not null
            left join pulse on pulse.id = coalesce(wave.pulse_id, reported.pulse_id)
            left join wave_unit as root on root.wave_id = wave.id and root.parent_id is null
            left join message as asking
                on asking.wave_id = message.wave_id and asking.person_id = message.person_id
                and asking.kind = case when message.kind <> 'invitation' then 'invitation' end
            where message.id = any(@ids) and message.state = 'sending' and message.worker = @worker
            order by message.kind <> 'sign_in', message.not_before, message.id
            """,
            new
            {
                ids,
                worker,
                Day,
            },
            ct
        );
        var waves = messages
            .Where(message => message.InvitationId is not null)
            .DistinctBy(message => message.InvitationId)
            .ToDictionary(message => message.InvitationId!.Value, message => message.WaveId!.Value);
        var asked = await MessageRelationship.ByInvitationAsync(connection, waves, ct);
        var passedOn = await Recognition.ReadAsync(
            connection,
            [.. messages.Select(message => message.RecognitionId).OfType<Guid>().Distinct()],
            ct
        );
        var holidays = messages.Any(message => message.SendDays is { Length: > 0 })
            ? await HolidayCalendar.LoadAsync(connection, ct)
            : HolidayCalendar.Empty;
        var own = await PulseLetters.AtAsync(
            connection,
            [.. messages.Select(message => message.Letters).OfType<LettersOfMail>().Distinct()],
            ct
        );
        return
        [
            .. messages.Select(message =>
                message with
                {
                    Own = message.Letters is { } letters ? own.GetValueOrDefault(letters, OwnLetters.None) : OwnLetters.None,
                    Recognition = message.RecognitionId is { } recognition ? passedOn[recognition] : null,
                    Relationships = [.. asked[message.InvitationId ?? Guid.Empty]],
                    Holidays = holidays.Of(message.TimeZone ?? ""),
                }
            ),
        ];
    }
}
