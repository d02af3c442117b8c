using Npgsql;

namespace Survey.Db.Responses;

/// <summary>Stores what people send.</summary>
public static class Submissions
{
    private const int Attempts = 5;

    /// <summary>
    /// Stores the answers exactly once, whatever comes in at the same moment; then notes, then preferences, each in a transaction
    /// of its own, so that nothing stored with an answer says who gave it (rules A1, A9, A10).
    /// </summary>
    public static async Task<SubmissionResult> StoreAsync(
        Database database, Submission submission, DateTimeOffset now, CancellationToken ct)
    {
        var result = await Retried(() => database.InTransactionAsync(connection => AnswersAsync(connection, submission, now, ct), ct));
        if (result != SubmissionResult.Stored)
        {
            return result;
        }
        if (submission.Notes.Count > 0)
        {
            await Retried(() => database.InTransactionAsync(connection => NotesAsync(connection, submission, ct), ct));
        }
        if (submission.Pauses.Count > 0)
        {
            await Retried(() => database.InTransactionAsync(connection => PausesAsync(connection, submission, now, ct), ct));
        }
        return SubmissionResult.Stored;
    }

    private static async Task<SubmissionResult> AnswersAsync(
        NpgsqlConnection connection, Submission submission, DateTimeOffset now, CancellationToken ct)
    {
        // The share lock keeps the wave open until this commits; the unique row lets one of several submissions through.
        var isFirst = await connection.RunAsync("""
            with open_wave as (
                select id from wave where id = @WaveId and state = 'open' and closes_at > @now for share
            )
            insert into answered (wave_id, invitation_id)
            select id, @InvitationId from open_wave
            on conflict do nothing
            """, new { submission.WaveId, submission.InvitationId, now }, ct) == 1;
        if (!isFirst)
        {
            var isOpen = await connection.OneAsync<bool>(
                "select state = 'open' and closes_at > @now from wave where id = @WaveId", new { submission.WaveId, now }, ct);
            return isOpen ? SubmissionResult.AlreadyAnswered : SubmissionResult.Closed;
        }
        await ResponsesAsync(connection, submission, ct);
        if (submission.Comments.Count > 0)
        {
            await CommentsAsync(connection, submission, ct);
        }
        return SubmissionResult.Stored;
    }

    private static Task<int> ResponsesAsync(NpgsqlConnection connection, Submission submission, CancellationToken ct) =>
        connection.RunAsync("""
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
            select given.id, @WaveId, given.relationship_id, given.reporting_group_id, given.contact, given.answers::int[], given.time_lost
            from unnest(@ids, @relationships, @groups, @contacts, @answers, @timesLost)
                 as given (id, relationship_id, reporting_group_id, contact, answers, time_lost)
            """, new
        {
            submission.WaveId,
            ids = submission.Responses.Select(_ => Guid.NewGuid()).ToArray(),
            relationships = submission.Responses.Select(response => response.RelationshipId).ToArray(),
            groups = submission.Responses.Select(response => response.ReportingGroupId).ToArray(),
            contacts = submission.Responses.Select(response => response.Contact).ToArray(),
            // Arrays of different lengths can't be one parameter, so each travels as the text of a Postgres array.
            answers = submission.Responses.Select(response => ArrayText(response.Answers)).ToArray(),
            timesLost = submission.Responses.Select(response => (short?)response.TimeLost).ToArray(),
        }, ct);

    private static Task<int> CommentsAsync(NpgsqlConnection connection, Submission submission, CancellationToken ct) =>
        connection.RunAsync("""
            insert into comment (id, wave_id, relationship_id, question, language, text, signed_name)
            select given.id, @WaveId, given.relationship_id, given.question, @Language, given.text, given.signed_name
            from unnest(@ids, @relationships, @questions, @texts, @names) as given (id, relationship_id, question, text, signed_name)
            """, new
        {
            submission.WaveId,
            submission.Language,
            ids = submission.Comments.Select(_ => Guid.NewGuid()).ToArray(),
            relationships = submission.Comments.Select(comment => comment.RelationshipId).ToArray(),
            questions = submission.Comments.Select(comment => comment.Question).ToArray(),
            texts = submission.Comments.Select(comment => comment.Text).ToArray(),
            names = submission.Comments.Select(comment => comment.SignedName).ToArray(),
        }, ct);

    private static Task<int> NotesAsync(NpgsqlConnection connection, Submission submission, CancellationToken ct) =>
        connection.RunAsync("""
            insert into note (id, wave_id, relationship_id, kind, name, text)
            select given.id, @WaveId, given.relationship_id, given.kind, given.name, given.text
            from unnest(@ids, @relationships, @kinds, @names, @texts) as given (id, relationship_id, kind, name, text)
            """, new
        {
            submission.WaveId,
            ids = submission.Notes.Select(_ => Guid.NewGuid()).ToArray(),
            relationships = submission.Notes.Select(note => note.RelationshipId).ToArray(),
            kinds = submission.Notes.Select(note => note.Kind).ToArray(),
            names = submission.Notes.Select(note => note.Name).ToArray(),
            texts = submission.Notes.Select(note => note.Text).ToArray(),
        }, ct);

    private static Task<int> PausesAsync(NpgsqlConnection connection, Submission submission, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync("""
            insert into relationship_pause (person_id, relationship_id, until)
            select @PersonId, relationship_id, @until from unnest(@relationships) as paused (relationship_id)
            on conflict (person_id, relationship_id) do update set until = excluded.until
            """, new
        {
            submission.PersonId,
            until = DateOnly.FromDateTime(now.UtcDateTime).AddYears(1),
            relationships = submission.Pauses.ToArray(),
        }, ct);

    private static string ArrayText(IReadOnlyList<int?> answers) =>
        $"{{{string.Join(',', answers.Select(answer => answer is { } value ? FormattableString.Invariant($"{value}") : "null"))}}}";

    /// <summary>Sealing another wave locks the parent tables for a moment; whoever loses that race tries again.</summary>
    private static async Task<T> Retried<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (PostgresException problem) when (problem.IsTransient && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt));
            }
        }
    }
}
