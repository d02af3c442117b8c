using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// What a large organisation has after five years: 400 relationships among 60 units with long names, 20 sealed waves with everything
/// that sealing publishes, and comments. Written in bulk; the figures follow from codes, the same every time.
/// </summary>
internal static class LargeResults
{
    public const int Units = 60;
    public const int Relationships = 400;
    public const int Waves = 20;

    /// <summary>Closing day of the first wave; there is one in each quarter.</summary>
    private static readonly DateOnly First = new(2014, 1, 20);

    private static readonly string[] Steps = ["intake", "waiting", "information", "quality", "followup"];

    public static async Task<Organisation> MakeAsync(TestDatabase test, int waves = Waves)
    {
        var organisation = new Organisation(test.Database);
        await organisation.JourneyAsync("SERVICE", Steps);
        await UnitsAsync(organisation);
        await RelationshipsAsync(organisation);
        await SealAsync(organisation, waves);
        return organisation;
    }

    /// <summary>Adds waves after those that are there.</summary>
    public static async Task SealAsync(Organisation organisation, int waves)
    {
        var sealedWaves = await organisation.OneAsync<int>("select count(*)::int from wave");
        for (var wave = sealedWaves; wave < sealedWaves + waves; wave++)
        {
            await SealAsync(organisation, First.AddMonths(3 * wave));
        }
        await organisation.RunAsync("vacuum (analyze) unit, wave, wave_relationship, reporting_group, publication_cell, published_figure, published_verdict, sealed_histogram, comment");
    }

    /// <summary>
    /// Fills every wave up to so many responses, spread evenly over its reporting groups, as sealing leaves them: random ids, in their
    /// order; vacuumed now, so that autovacuum need not do it while pages are measured. No page may look at them.
    /// </summary>
    public static async Task AnswerAsync(Organisation organisation, int responses)
    {
        foreach (var wave in await organisation.ListAsync<long>("select id from wave order by id"))
        {
            await organisation.RunAsync($"""
                insert into {ResponsePartitions.Responses(wave)} (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
                select gen_random_uuid(), @wave, groups.relationships[1 + number % cardinality(groups.ids)], groups.ids[1 + number % cardinality(groups.ids)],
                       true, array[1 + number % 5, 1 + number % 4, 1 + number % 3, 2 + number % 4, 5, 1 + number % 5, null], 1
                from generate_series(1 + (select count(*) from {ResponsePartitions.Responses(wave)}), @responses) number, (
                    select array_agg(id order by id) as ids, array_agg(relationship_id order by id) as relationships
                    from reporting_group where wave_id = @wave
                ) groups
                order by 1
                """, new { wave, responses });
            await organisation.RunAsync($"vacuum (analyze) {ResponsePartitions.Responses(wave)}");
        }
    }

    /// <summary>A dozen departments of four teams each.</summary>
    private static Task<int> UnitsAsync(Organisation organisation) => organisation.RunAsync("""
        insert into unit (code, names, kind) values ('ROOT', '{"en": "Northern Lights Group"}', 'department');
        insert into unit (code, names, kind, parent_id)
        select 'D' || lpad(number::text, 2, '0'), jsonb_build_object('en', 'Department ' || number || ' for services to customers at all our sites'),
               'department', (select id from unit where code = 'ROOT')
        from generate_series(1, @departments) number;
        insert into unit (code, names, kind, parent_id)
        select parent.code || 'T' || number, jsonb_build_object('en', 'Team ' || number || ' of ' || (parent.names ->> 'en')), 'team', parent.id
        from unit parent, generate_series(1, 4) number
        where parent.parent_id is not null
        """, new { departments = Units / 5 });

    /// <summary>A department serves everybody, the others a spread of units.</summary>
    private static Task<int> RelationshipsAsync(Organisation organisation) => organisation.RunAsync("""
        with place as (
            select id, code, parent_id, row_number() over (order by code) as place from unit
        ), pair as (
            select provider.id as provider, provider.code as provider_code, customer.id as customer, customer.code as customer_code,
                   customer.parent_id is null as is_root
            from place provider join place customer on customer.id <> provider.id and (provider.place * 31 + customer.place * 17) % 8 = 0
            where provider.parent_id is not null
            order by hashtext(provider.code || customer.code), provider.code, customer.code
            limit @Relationships
        )
        insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
        select provider_code || '-' || customer_code, provider, customer, case when is_root then 'department_to_employee' else 'team_to_team' end, journey.id
        from pair, journey
        """, new { Relationships });

    private static async Task SealAsync(Organisation organisation, DateOnly closedOn)
    {
        var id = await PublishedWave.FreezeAsync(organisation, $"Q-{closedOn:yyyy-MM}", closedOn);
        await organisation.RunAsync("""
            update wave_relationship set customers = 60, invited = 50 where wave_id = @id;
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, employment, invited, answered)
            select @id, relationship_id, unit.id, null, 12, 8
            from wave_relationship join unit on unit.parent_id = customer_unit_id
            where wave_id = @id;
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, employment, invited, answered)
            select @id, relationship_id, customer_unit_id, employment, 12, 8
            from wave_relationship, unnest(array['permanent', 'contractor']) employment
            where wave_id = @id
            """, new { id });
        await organisation.Database.InTransactionAsync(connection => PublicationPlan.FixAsync(connection, id, default));
        await FiguresAsync(organisation, id);
        await VerdictsAsync(organisation, id);
        await CommentsAsync(organisation, id);
    }

    /// <summary>One cell in nine is hidden, one in seven a small group; ratings are spread binomially.</summary>
    private static Task<int> FiguresAsync(Organisation organisation, long id) => organisation.RunAsync("""
        with item (item) as (select 'overall' union all select unnest(@Steps)), cell as (
            select id, abs(hashtext(concat_ws('/', kind, relationship_id, provider_unit_id, customer_unit_id, employment))) as place
            from publication_cell where wave_id = @id
        ), drawn as (
            select cell.id, item, place % 9 = 0 as is_hidden, place % 7 = 0 as is_small, 12 + place % 90 as n,
                   0.35 + (place % 40 + abs(hashtext(item)) % 15 + @id % 5) / 100.0 as tilt
            from cell, item
        ), counted as (
            select id, item, is_hidden, is_small, array(
                       select greatest(0, round(n * choose * tilt ^ rating * (1 - tilt) ^ (4 - rating)))::int
                       from unnest(array[1, 4, 6, 4, 1]) with ordinality as line (choose, place), lateral (select place - 1 as rating) as power
                       order by place) as counts
            from drawn
        ), summed as (
            select *, (select sum(count) from unnest(counts) count)::int as n,
                   (select sum(count * rating)::float8 / sum(count) from unnest(counts) with ordinality line (count, rating)) as mean
            from counted
        )
        insert into published_figure (cell_id, item, kind, shown, n, n_band, value, low, high, favourable, counts)
        select id, item, 'rating', case when is_hidden then 'hidden' else 'yes' end,
               case when not is_hidden and not is_small then n end, case when is_small and not is_hidden then '5-9' end,
               case when is_hidden then null when is_small then least(4.4, greatest(1.6, round(mean::numeric, 1))) else round(mean::numeric, 2) end,
               case when not is_hidden and not is_small then round((mean - 2 / sqrt(n))::numeric, 2) end,
               case when not is_hidden and not is_small then round((mean + 2 / sqrt(n))::numeric, 2) end,
               case when not is_hidden and not is_small then 100 * (counts[4] + counts[5]) / n end,
               case when not is_hidden and not is_small then counts end
        from summed;
        insert into sealed_histogram (cell_id, item, counts)
        select cell_id, item, counts from published_figure join publication_cell on publication_cell.id = cell_id where wave_id = @id and counts is not null;
        insert into published_participation (cell_id, customers, asked, response_rate)
        select id, 60, 50, 60 from publication_cell where wave_id = @id and kind = 'relationship'
        """, new { id, Steps });

    private static Task<int> VerdictsAsync(Organisation organisation, long id) => organisation.RunAsync("""
        insert into published_verdict (cell_id, item, against, other_wave_id, verdict, difference, low, high)
        select cell_id, item, 'before', @id - 1, (array['no_change', 'no_change', 'better', 'worse'])[1 + (cell_id + length(item)) % 4], 0.2, 0.1, 0.3
        from published_figure join publication_cell on publication_cell.id = cell_id
        where wave_id = @id and publication_cell.kind = 'relationship' and n is not null and exists (select from wave where id = @id - 1)
        """, new { id });

    private static async Task CommentsAsync(Organisation organisation, long id)
    {
        await organisation.Database.InTransactionAsync(connection => ResponsePartitions.CreateSealedAsync(connection, id, default));
        await organisation.RunAsync("""
            insert into comment (id, wave_id, relationship_id, question, language, text, shown_here)
            select gen_random_uuid(), @id, relationship_id, 'comment', 'en',
                   'The answer came after ' || number || ' days, and nobody had told me how long it would take. The people are kind, though.', true
            from wave_relationship, generate_series(1, 12) number
            where wave_id = @id
            """, new { id });
    }
}
