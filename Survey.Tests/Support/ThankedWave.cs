namespace Survey.Tests.Support;

/// <summary>Two sealed waves. In the second, IT-ALL got clearly better (overall, waiting) and each service was thanked.</summary>
public static class ThankedWave
{
    public const string Thanks = "Somebody <stayed> late for me.";

    public static async Task SealAsync(Organisation organisation)
    {
        await PublishedWave.SealAsync(organisation, "OLD", new DateOnly(2026, 1, 9));
        var id = await PublishedWave.SealAsync(organisation, "NEW", new DateOnly(2026, 2, 9));
        await organisation.RunAsync(
            $"""
            update published_verdict set verdict = case when relationship.code = 'IT-ALL' and item in ('overall', 'waiting')
                then 'better' else 'no_change' end
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.id = cell_id and against = 'before';
            update wave set thanks_go_on = true where id = {id};
            create table note_w{id} partition of note for values in ({id});
            """
        );
        await organisation.RunAsync(
            """
            insert into note (id, wave_id, relationship_id, kind, name, text)
            select gen_random_uuid(), @id, relationship.id, note.kind, case when note.kind = 'contact' then 'Shop 1' end,
                   case when note.kind = 'contact' then 'Call me.' else note.text end
            from relationship, unnest(array['contact', 'thanks', 'thanks'], array['', @Thanks, 'More thanks.']) as note (kind, text)
            """,
            new { id, Thanks }
        );
    }

    public static Task<Guid> NoteAsync(Organisation organisation, string relationship, string text = Thanks) =>
        organisation.OneAsync<Guid>(
            """
            select note.id from note join relationship on relationship.id = relationship_id
            where relationship.code = @relationship and text = @text
            """,
            new { relationship, text }
        );
}
