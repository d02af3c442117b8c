using Survey.Db;
using Survey.Db.Results;

namespace Survey.Tests.Api.Demo;

/// <summary>Published results of a demo; "last" means the relationship's last sealed wave.</summary>
internal sealed class DemoResults(Database database)
{
    private const string Figures = """
        select relationship.code, wave.closed_at, cell.id as cell_id, figure.item, figure.shown, figure.value, figure.word
        from published_figure figure
        join publication_cell cell on cell.id = figure.cell_id and cell.kind = 'relationship'
        join wave on wave.id = cell.wave_id
        join relationship on relationship.id = cell.relationship_id
        """;

    private const string Last = """
        select item, against, verdict
        from published_verdict
        where cell_id = (
            select cell.id
            from publication_cell cell
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            join relationship on relationship.id = cell.relationship_id and relationship.code = @relationship
            where cell.kind = 'relationship'
            order by wave.closed_at desc
            limit 1)
        """;

    /// <summary>In the order of time.</summary>
    public Task<IReadOnlyList<double>> MeansAsync(string relationship, string item) =>
        ListAsync<double>(
            $"select value from ({Figures}) as row where code = @relationship and item = @item order by closed_at",
            new { relationship, item }
        );

    /// <summary>Of each wave whose figure is one; in the order of time.</summary>
    public Task<IReadOnlyList<string>> WordsAsync(string relationship, string item) =>
        ListAsync<string>(
            $"select word from ({Figures}) as row where code = @relationship and item = @item and word is not null order by closed_at",
            new { relationship, item }
        );

    public async Task<string> VerdictAsync(string relationship, string item, Against against) =>
        (
            await ListAsync<string>(
                $"select verdict from ({Last}) as row where item = @item and against = @against",
                new
                {
                    relationship,
                    item,
                    against = against.Text(),
                }
            )
        ).Single();

    /// <summary>The steps of the last wave that are called so, by code.</summary>
    public Task<IReadOnlyList<string>> CalledAsync(string relationship, Against against, Verdict verdict) =>
        ListAsync<string>(
            $"""
            select item from ({Last}) as row where against = @against and verdict = @verdict and item <> 'overall' order by item
            """,
            new
            {
                relationship,
                against = against.Text(),
                verdict = verdict.Text(),
            }
        );

    /// <summary>Codes, one for each wave in which the overall figure is hidden.</summary>
    public Task<IReadOnlyList<string>> HiddenRelationshipsAsync() =>
        ListAsync<string>($"select code from ({Figures}) as row where item = 'overall' and shown = 'hidden'", null);

    public Task<IReadOnlyList<string>> CommentLanguagesAsync(string relationship) =>
        ListAsync<string>(
            """
            select distinct language
            from comment
            join relationship on relationship.id = comment.relationship_id and relationship.code = @relationship
            where shown_here and wave_id = (select id from wave where state = 'sealed' order by closed_at desc limit 1)
            order by 1
            """,
            new { relationship }
        );

    /// <summary>Equal when all published figures, comments, cases, thanks and what was passed on are.</summary>
    public async Task<string> DigestAsync() =>
        (
            await ListAsync<string>(
                $"""
                select md5(string_agg(line, '|' order by line))
                from (
                    select concat_ws(' ', code, closed_at, item, shown, value, word) as line from ({Figures}) as row
                    union all
                    select concat_ws(' ', wave.code, language, text) from comment join wave on wave.id = wave_id
                    union all
                    select concat_ws(' ', wave.code, text, recognition_thanks.note_id is not null)
                    from note join wave on wave.id = wave_id left join recognition_thanks on note_id = note.id
                    union all
                    select concat_ws(' ', relationship_id, breakdown_point, state, opened_at, due_on, ended_at, recheck_verdict)
                    from service_case
                ) as published
                """,
                null
            )
        ).Single();

    public async Task<int> CountAsync(string what) => (await ListAsync<int>($"select count(*)::int from {what}", null)).Single();

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? values)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ListAsync<T>(sql, values, default);
    }
}
