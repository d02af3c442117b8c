using Survey.Db.Cases;
using Survey.Db.Viewers;

namespace Survey.Tests.Support;

/// <summary>What leads and HR did about the results of IT-ALL, in long words: pages of rules E1 to E7 with content.</summary>
public static class ActedOn
{
    /// <summary>Letters without a blank, as many as the longest field takes.</summary>
    public static string LongWord { get; } = "Raudteejaamaülema" + string.Concat(Enumerable.Repeat("kabinetisekretäri", 11))[..183];

    /// <param name="wave">The last sealed one.</param>
    /// <returns>A name and an address for each page.</returns>
    public static async Task<IReadOnlyList<(string Name, string Address)>> AddAsync(Organisation organisation, string wave)
    {
        var now = new DateTimeOffset(2026, 2, 10, 9, 0, 0, TimeSpan.Zero);
        var hr = Viewer.InRoles("hr1@example.org", new HeldRole(RoleGrants.Hr, []));
        var open = await OpenAsync("waiting", 10);
        var done = await OpenAsync("quality", 60);
        await CaseActions.WriteAsync(organisation.Database, hr, open, LongWord, now, default);
        await CaseActions.DoneAsync(organisation.Database, hr, done, 1, now, default);
        await TellAsync(organisation, wave);
        var thanks = await organisation.OneAsync<Guid>("select id from note where kind = 'thanks' limit 1");
        return
        [
            ("cases", "/cases"),
            ("case-open", $"/cases/{open}"),
            ("case-done", $"/cases/{done}"),
            ("case-change", $"/cases/{open}/change"),
            ("case-new", $"/cases/new?relationship=IT-ALL&step=intake&wave={wave}"),
            ("case-settings", "/cases/settings"),
            ("told", "/relationships/IT-ALL/told"),
            ("pass-on", "/relationships/IT-ALL/pass-on"),
            ("pass-on-preview", $"/relationships/IT-ALL/pass-on/preview?item=overall&thanks={thanks}"),
            ("checks", "/programme/checks"),
            ("relationship-acted-on", "/relationships/IT-ALL"),
        ];

        async Task<Guid> OpenAsync(string item, int days) =>
            (
                await new CaseOpening(
                    "IT-ALL",
                    item,
                    wave,
                    new(LongWord, null, null, DateOnly.FromDateTime(now.AddDays(days).Date), 4)
                ).OpenAsync(organisation.Database, hr, now, default)
            )!.Value;
    }

    /// <summary>A text that a wave carried, a draft, and thanks for a service that got better.</summary>
    private static async Task TellAsync(Organisation organisation, string wave)
    {
        var id = await organisation.OneAsync<long>("select id from wave where code = @wave", new { wave });
        await organisation.RunAsync($"create table note_w{id} partition of note for values in ({id})");
        await organisation.RunAsync(
            """
            insert into announcement (relationship_id, state, texts, fallback_language, wave_id, changed_by, changed_at)
            select relationship.id, state, jsonb_build_object('en', @LongWord), 'en', case state when 'released' then @id end,
                   'hr1@example.org', '2026-01-20'
            from relationship, unnest(array['released', 'draft']) as state where code = 'IT-ALL';
            update wave set thanks_go_on = true where id = @id;
            insert into note (id, wave_id, relationship_id, kind, text)
            select gen_random_uuid(), @id, id, 'thanks', @LongWord from relationship where code = 'IT-ALL';
            update published_verdict set verdict = 'better' from publication_cell cell
            where cell.id = cell_id and against = 'before' and item = 'overall'
              and cell.relationship_id = (select id from relationship where code = 'IT-ALL')
            """,
            new { id, LongWord }
        );
    }
}
