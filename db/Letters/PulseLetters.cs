using Npgsql;

namespace Survey.Db.Letters;

/// <param name="SavedBy">E-mail address.</param>
public sealed record PulseLetter(
    long PulseId,
    string Kind,
    string Language,
    string? Subject,
    string? Introduction,
    DateTimeOffset SavedAt,
    string SavedBy
)
{
    public OwnWords Words => new(Subject, Introduction);
}

/// <summary>HR's own texts of the letters. Saving adds a version and changes no older one.</summary>
public static class PulseLetters
{
    public static Task<IReadOnlyList<PulseLetter>> NewestAsync(NpgsqlConnection connection, long? pulseId, CancellationToken ct) =>
        connection.ListAsync<PulseLetter>(
            """
            select distinct on (pulse_id, kind, language) pulse_id, kind, language, subject, introduction, saved_at, saved_by
            from pulse_letter
            where pulse_id = coalesce(@pulseId::bigint, pulse_id)
            order by pulse_id, kind, language, id desc
            """,
            new { pulseId },
            ct
        );

    /// <summary>Runs in the caller's transaction. Adds nothing if the text is the same. <see cref="OwnWordsRules"/> must hold.</summary>
    public static async Task SaveAsync(
        NpgsqlConnection connection,
        long pulseId,
        SurveyLetterKind kind,
        string language,
        OwnWords words,
        string by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // One writer at a time: otherwise a version lower than that of a queued mail could be committed later.
        await connection.RunAsync("select from pulse where id = @pulseId for no key update", new { pulseId }, ct);
        await connection.RunAsync(
            """
            insert into pulse_letter (pulse_id, kind, language, subject, introduction, saved_at, saved_by)
            select @pulseId, @kind, @language, @Subject, @Introduction, @now, @by
            from (values (1)) as one
            left join lateral (
                select subject, introduction from pulse_letter
                where pulse_id = @pulseId and kind = @kind and language = @language
                order by id desc limit 1
            ) as newest on true
            where (newest.subject, newest.introduction) is distinct from (@Subject::text, @Introduction::text)
            """,
            new
            {
                pulseId,
                kind = kind.Code(),
                language,
                words.Subject,
                words.Introduction,
                by,
                now,
            },
            ct
        );
    }

    internal static async Task<IReadOnlyDictionary<LettersOfMail, OwnLetters>> AtAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<LettersOfMail> wanted,
        CancellationToken ct
    )
    {
        if (wanted.Count == 0)
        {
            return new Dictionary<LettersOfMail, OwnLetters>();
        }
        var rows = await connection.ListAsync<StoredWords>(
            """
            select distinct on (wanted.pulse_id, wanted.language, wanted.version, kind)
                   wanted.pulse_id, wanted.language, wanted.version, kind, subject, introduction
            from unnest(@pulses, @languages, @versions) as wanted (pulse_id, language, version)
            join pulse_letter
              on pulse_letter.pulse_id = wanted.pulse_id and pulse_letter.language = wanted.language and id <= wanted.version
            order by wanted.pulse_id, wanted.language, wanted.version, kind, id desc
            """,
            new
            {
                pulses = wanted.Select(mail => mail.PulseId).ToArray(),
                languages = wanted.Select(mail => mail.Language).ToArray(),
                versions = wanted.Select(mail => mail.Version).ToArray(),
            },
            ct
        );
        return rows.GroupBy(row => new LettersOfMail(row.PulseId, row.Language, row.Version))
            .ToDictionary(
                mail => mail.Key,
                mail =>
                    mail.Aggregate(OwnLetters.None, (letters, row) =>
                        letters.With(SurveyLetterKinds.Of(row.Kind)!.Value, new OwnWords(row.Subject, row.Introduction))
                    )
            );
    }

    private sealed record StoredWords(long PulseId, string Language, long Version, string Kind, string? Subject, string? Introduction);
}

internal readonly record struct LettersOfMail(long PulseId, string Language, long Version);
