using Survey.Db;
using Survey.Db.Results;

namespace Survey.Tests.Support;

/// <summary>A sealed wave over all relationships with made-up published results, for tests of what shows them.</summary>
public static class PublishedWave
{
    /// <summary>
    /// The means run from 2.0 to 4.5 in steps by cell and item; the relationships in <paramref name="hidden"/> and their pairs are hidden.
    /// </summary>
    public static async Task<long> SealAsync(Organisation organisation, string code, DateOnly closedOn, params string[] hidden)
    {
        var id = await FreezeAsync(organisation, code, closedOn);
        await organisation.Database.InTransactionAsync(connection => PublicationPlan.FixAsync(connection, id, default));
        await organisation.RunAsync(
            """
            with item (item, place) as (
                select 'overall', 0
                union all
                select distinct point ->> 'code', 7 from questionnaire, jsonb_array_elements(document -> 'breakdownPoints') point
            ), made as (
                select cell.id, item.item, round((2.0 + (cell.id * 7 + item.place) % 26 / 10.0)::numeric, 2)::float8 as mean,
                       coalesce(cell.relationship_id in (select id from relationship where code = any(@hidden)), false)
                       or exists (select from relationship where code = any(@hidden)
                                  and provider_unit_id = cell.provider_unit_id and customer_unit_id = cell.customer_unit_id) as is_hidden
                from publication_cell cell cross join item
                where cell.wave_id = @id and (item.item = 'overall' or cell.relationship_id is not null)
            )
            insert into published_figure (cell_id, item, kind, shown, n, value, step, low, high, favourable, favourable_low,
                favourable_high, shares, share_step)
            select id, item, 'rating', case when is_hidden then 'hidden' else 'yes' end,
                   case when not is_hidden then 40 end, case when not is_hidden then mean end, case when not is_hidden then 0.1 end,
                   case when not is_hidden then mean - 0.2 end, case when not is_hidden then mean + 0.2 end,
                   case when not is_hidden then 50 end, case when not is_hidden then 40 end, case when not is_hidden then 70 end,
                   case when not is_hidden then array[10, 20, 20, 30, 20] end, case when not is_hidden then 10 end
            from made
            """,
            new { id, hidden }
        );
        await CallAsync(organisation, id);
        return id;
    }

    /// <summary>The published cell of one part of a relationship's customers: its overall rating and its step "waiting".</summary>
    public static Task<int> PartAsync(
        Organisation organisation,
        string wave,
        string relationship,
        string unit,
        double mean,
        bool hidden = false
    ) =>
        organisation.RunAsync(
            """
            with cell as (
                insert into publication_cell (wave_id, kind, relationship_id, customer_unit_id, minimum_group)
                select wave.id, 'relationship_unit', relationship.id, unit.id, 5
                from wave, relationship, unit
                where wave.code = @wave and relationship.code = @relationship and unit.code = @unit
                returning id
            )
            insert into published_figure (cell_id, item, kind, shown, n, value, step, low, high)
            select id, item, 'rating', case when @hidden then 'hidden' else 'yes' end, case when not @hidden then 20 end,
                   case when not @hidden then @mean end, case when not @hidden then 0.01 end,
                   case when not @hidden then @mean - 0.3 end, case when not @hidden then @mean + 0.3 end
            from cell, unnest(array['overall', 'waiting']) as item
            """,
            new
            {
                wave,
                relationship,
                unit,
                mean,
                hidden,
            }
        );

    /// <summary>
    /// Verdicts for the figures: against the targets of 4.0 by the interval, against the wave before by half a point.
    /// </summary>
    private static Task<int> CallAsync(Organisation organisation, long id) =>
        organisation.RunAsync(
            """
            with rating as (
                select figure.*, cell.wave_id, cell.relationship_id from published_figure figure
                    join publication_cell cell on cell.id = figure.cell_id
                where cell.kind = 'relationship' and shown = 'yes'
            )
            insert into published_verdict (cell_id, item, against, other_wave_id, verdict, difference)
            select cell_id, item, 'target', null, case when high < 4 then 'worse' when low > 4 then 'better'
                else 'no_change' end, round((value - 4)::numeric, 1)
            from rating where wave_id = @id and item <> 'overall'
            union all
            select rating.cell_id, rating.item, 'before', earlier.wave_id,
                   case when rating.value <= earlier.value - 0.5 then 'worse' when rating.value >= earlier.value + 0.5 then 'better'
                       else 'no_change' end,
                   round((rating.value - earlier.value)::numeric, 1)
            from rating join rating earlier on earlier.relationship_id = rating.relationship_id and earlier.item = rating.item
            where rating.wave_id = @id and earlier.wave_id = (select max(id) from wave where id < @id and state = 'sealed')
            """,
            new { id }
        );

    /// <summary>A sealed wave with the relationships and units as they are now, without a plan or results.</summary>
    public static async Task<long> FreezeAsync(Organisation organisation, string code, DateOnly closedOn)
    {
        var id = await organisation.OneAsync<long>(
            """
            insert into wave (code, period, state, seed, opens_at, closes_at, opened_at, closed_at, sealed_at,
                              minimum_group, minimum_comments, import_digest)
            values (@code, @closedOn, 'sealed', 1, @closedOn::date - 7, @closedOn, @closedOn::date - 7, @closedOn, @closedOn, 5, 10, @code)
            returning id
            """,
            new { code, closedOn }
        );
        await organisation.RunAsync(
            """
            insert into wave_unit (wave_id, unit_id, code, names, parent_id) select @id, id, code, names, parent_id from unit;
            insert into wave_relationship (wave_id, relationship_id, code, kind, provider_unit_id, customer_unit_id, questionnaire_id,
                                           minimum_group, minimum_comments)
            select distinct on (relationship.id) @id, relationship.id, relationship.code, relationship.kind, provider_unit_id,
                   customer_unit_id, questionnaire.id, 5, 10
            from relationship join questionnaire on questionnaire.journey_id = relationship.journey_id
            order by relationship.id, questionnaire.version desc
            """,
            new { id }
        );
        return id;
    }
}
