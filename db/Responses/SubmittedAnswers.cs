using Npgsql;

namespace Survey.Db.Responses;

internal static class SubmittedAnswers
{
    /// <summary>
    /// One statement, so one transaction. The share lock keeps the wave open until commit; the unique row per invitation accepts one of
    /// several submissions. Rows are in the order of random ids, which tells nothing. Invitations are locked in the order of their ids,
    /// so two batches cannot deadlock. Returns the invitations whose answers were stored now.
    /// </summary>
    public static async Task<IReadOnlySet<Guid>> StoreAsync(
        NpgsqlConnection connection,
        long waveId,
        IReadOnlyList<Submission> batch,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var responses = batch.SelectMany(one => one.Responses, (one, response) => (one.InvitationId, Given: response)).ToList();
        var comments = batch.SelectMany(one => one.Comments, (one, comment) => (one.InvitationId, one.Language, Given: comment)).ToList();
        var stored = await connection.ListAsync<Guid>(
            """
            with open_wave as (
                select id from wave where id = @waveId and state = 'open' and closes_at > @now for share
            ), accepted as (
                insert into answered (wave_id, invitation_id, receipt, owed)
                select open_wave.id, sent.invitation_id, sent.receipt, sent.owed
                from open_wave cross join unnest(@invitations, @receipts, @owed) as sent (invitation_id, receipt, owed)
                order by sent.invitation_id
                on conflict do nothing
                returning invitation_id
            ), responded as (
                insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
                select given.id, @waveId, given.relationship_id, given.reporting_group_id, given.contact,
                       given.answers::int[], given.time_lost
                from unnest(@responseIds, @responders, @relationships, @groups, @contacts, @answers, @timesLost)
                     as given (id, invitation_id, relationship_id, reporting_group_id, contact, answers, time_lost)
                join accepted using (invitation_id)
                order by given.id
            ), commented as (
                insert into comment (id, wave_id, relationship_id, question, language, text, signed_name)
                select given.id, @waveId, given.relationship_id, given.question, given.language, given.text, given.signed_name
                from unnest(@commentIds, @writers, @subjects, @questions, @languages, @texts, @names)
                     as given (id, invitation_id, relationship_id, question, language, text, signed_name)
                join accepted using (invitation_id)
                order by given.id
            )
            select invitation_id from accepted
            """,
            new
            {
                waveId,
                now,
                invitations = batch.Select(one => one.InvitationId).ToArray(),
                receipts = batch.Select(one => one.Receipt).ToArray(),
                owed = batch.Select(one => one.HasMore).ToArray(),
                responseIds = responses.Select(_ => Guid.NewGuid()).ToArray(),
                responders = responses.Select(response => response.InvitationId).ToArray(),
                relationships = responses.Select(response => response.Given.RelationshipId).ToArray(),
                groups = responses.Select(response => response.Given.ReportingGroupId).ToArray(),
                contacts = responses.Select(response => response.Given.Contact).ToArray(),
                // Arrays of different lengths cannot be one parameter, so each is sent as the text of a Postgres array.
                answers = responses.Select(response => ArrayText(response.Given.Answers)).ToArray(),
                timesLost = responses.Select(response => (short?)response.Given.TimeLost).ToArray(),
                commentIds = comments.Select(_ => Guid.NewGuid()).ToArray(),
                writers = comments.Select(comment => comment.InvitationId).ToArray(),
                subjects = comments.Select(comment => comment.Given.RelationshipId).ToArray(),
                questions = comments.Select(comment => comment.Given.Question).ToArray(),
                languages = comments.Select(comment => comment.Language).ToArray(),
                texts = comments.Select(comment => comment.Given.Text).ToArray(),
                names = comments.Select(comment => comment.Given.SignedName).ToArray(),
            },
            ct
        );
        return stored.ToHashSet();
    }

    public static async Task<IReadOnlyDictionary<Guid, Standing>> StandingAsync(
        NpgsqlConnection connection,
        long waveId,
        Guid[] invitations,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await connection.ListAsync<Standing>(
                """
                select asked.invitation_id, wave.state = 'open' and wave.closes_at > @now as is_open, answered.receipt, answered.owed
                from wave cross join unnest(@invitations) as asked (invitation_id)
                left join answered on answered.wave_id = wave.id and answered.invitation_id = asked.invitation_id
                where wave.id = @waveId
                """,
                new
                {
                    waveId,
                    invitations,
                    now,
                },
                ct
            )
        ).ToDictionary(standing => standing.InvitationId);

    private static string ArrayText(IReadOnlyList<int?> answers) =>
        $"{{{string.Join(',', answers.Select(answer => answer is { } value ? FormattableString.Invariant($"{value}") : "null"))}}}";
}

/// <param name="Owed">Preferences and notes of that submission are not stored yet.</param>
internal sealed record Standing(Guid InvitationId, bool IsOpen, Guid? Receipt, bool? Owed)
{
    /// <summary>A retry counts as stored. A retry after a crash between answers and notes also brings the notes.</summary>
    public SubmissionResult Of(Submission submission) =>
        Receipt is { } receipt && (receipt == submission.Receipt || Owed is true && submission.HasMore) ? SubmissionResult.Stored
        : IsOpen ? SubmissionResult.AlreadyAnswered
        : SubmissionResult.Closed;
}
