using Npgsql;

namespace Survey.Db.Letters;

/// <summary>Own words as they were saved.</summary>
/// <param name="Kind">See <see cref="SurveyLetterKinds.Code"/>.</param>
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

/// <summary>The letters that HR has put in its own words. What was saved is never changed: saving adds a version.</summary>
public static class PulseLetters
{
    /// <summary>The newest version of each letter that was ever saved.</summary>
    /// <param name="pulseId">Null: of all pulses.</param>
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

    /// <summary>Saves the words, in the caller's transaction; as they are already, nothing is added.</summary>
    /// <param name="words">Checked by <see cref="OwnWordsRules"/>.</param>
    /// <param name="by">E-mail address.</param>
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
        // One after the other: a version that a mail was queued with must not be followed by a lower one.
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

    /// <summary>The words as they were at those versions; a letter without own words is not in it.</summary>
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
            join pulse_letter on pulse_letter.pulse_id = wanted.pulse_id and pulse_letter.language = wanted.language and id <= wanted.version
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

/// <summary>Which letters hold for a mail: those of a pulse in a language as they were at a version.</summary>
internal readonly record struct LettersOfMail(long PulseId, string Language, long Version);
