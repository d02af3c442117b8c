using Npgsql;

namespace Survey.Db.Results;

/// <summary>What will be published about a wave (rule A7), fixed before anybody answers.</summary>
public static class PublicationPlan
{
    /// <summary>Needs asked (relationships), frozen_unit (the tree) and grouped (reporting groups).</summary>
    private const string Cells = """
        line (unit_id, ancestor_id) as (
            select unit_id, unit_id from frozen_unit
            union all
            select line.unit_id, frozen_unit.parent_id
            from line join frozen_unit on frozen_unit.unit_id = line.ancestor_id
            where frozen_unit.parent_id is not null
        ), kept as (
            select asked.relationship_id, asked.minimum_group, asked.customer_unit_id as whole,
                   grouped.customer_unit_id, grouped.employment
            from asked join grouped on grouped.relationship_id = asked.relationship_id
        ), cell (kind, relationship_id, provider_unit_id, customer_unit_id, employment, minimum_group) as (
            select 'relationship', relationship_id, null::bigint, null::bigint, null::text, minimum_group from asked
            union all
            select distinct 'relationship_unit', relationship_id, null::bigint, customer_unit_id, null, minimum_group
            from kept where customer_unit_id <> whole
            union all
            select distinct 'relationship_employment', relationship_id, null::bigint, null::bigint, employment, minimum_group
            from kept where employment is not null
            union all
            select 'provider', null, line.ancestor_id, null, null, max(asked.minimum_group)
            from asked join line on line.unit_id = asked.provider_unit_id
            group by line.ancestor_id
            union all
            select 'customer', null, null, line.ancestor_id, null, max(asked.minimum_group)
            from asked join line on line.unit_id = asked.customer_unit_id
            group by line.ancestor_id
            union all
            select 'pair', null, provider_unit_id, customer_unit_id, null, max(minimum_group)
            from asked group by provider_unit_id, customer_unit_id
            union all
            select 'organisation', null, null, null, null, max(minimum_group) from asked having count(*) > 0
        )
        """;

    private const string InOrder = "order by kind, relationship_id, provider_unit_id, customer_unit_id, employment";

    /// <summary>Writes the wave's cells. A roll-up takes the largest minimum of its relationships.</summary>
    /// <remarks>Parts of customers that no reporting group kept apart get no cell, since no figure could exist.</remarks>
    public static Task<int> FixAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            with recursive asked as (
                select relationship_id, provider_unit_id, customer_unit_id, minimum_group
                from wave_relationship
                where wave_id = @waveId and not_asked is null
            ), frozen_unit as not materialized (
                select unit_id, parent_id from wave_unit where wave_id = @waveId
            ), grouped as (
                select relationship_id, customer_unit_id, employment from reporting_group where wave_id = @waveId
            ), {Cells}
            insert into publication_cell (wave_id, kind, relationship_id, provider_unit_id, customer_unit_id, employment, minimum_group)
            select @waveId, kind, relationship_id, provider_unit_id, customer_unit_id, employment, minimum_group
            from cell
            {InOrder}
            """,
            new { waveId },
            ct
        );

    /// <summary>The cells that a wave of these relationships and reporting groups would have today. Writes nothing.</summary>
    public static Task<IReadOnlyList<PublicationCell>> ForeseeAsync(
        NpgsqlConnection connection,
        IReadOnlyList<FramedRelationship> relationships,
        IReadOnlyList<FramedGroup> groups,
        CancellationToken ct
    ) =>
        connection.ListAsync<PublicationCell>(
            $"""
            with recursive asked as (
                select * from unnest(@relationships, @providers, @customers, @minimums)
                    as given (relationship_id, provider_unit_id, customer_unit_id, minimum_group)
            ), frozen_unit as not materialized (
                select id as unit_id, parent_id from unit
            ), grouped as (
                select * from unnest(@grouped, @units, @employments) as given (relationship_id, customer_unit_id, employment)
            ), {Cells}
            select row_number() over ({InOrder}) as id, 0::bigint as wave_id, kind, relationship_id,
                   provider_unit_id, customer_unit_id, employment, minimum_group, null::int as people, null::int as covered
            from cell
            order by 1
            """,
            new
            {
                relationships = relationships.Select(row => row.RelationshipId).ToArray(),
                providers = relationships.Select(row => row.ProviderUnitId).ToArray(),
                customers = relationships.Select(row => row.CustomerUnitId).ToArray(),
                minimums = relationships.Select(row => row.MinimumGroup).ToArray(),
                grouped = groups.Select(group => group.RelationshipId).ToArray(),
                units = groups.Select(group => group.CustomerUnitId).ToArray(),
                employments = groups.Select(group => group.Employment.Text()).ToArray(),
            },
            ct
        );

    /// <summary>Counts for each employment kind how many of those invited its reporting groups cover (rule D9).</summary>
    public static Task<int> CountCoveredAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            """
            with invited as (
                select asked.relationship_id, person.employment, count(*)::int as people,
                       (count(*) filter (where reporting_group.employment = person.employment))::int as covered
                from invitation_relationship asked
                join invitation on invitation.wave_id = @waveId and invitation.id = asked.invitation_id
                join person on person.id = invitation.person_id
                join reporting_group on reporting_group.id = asked.reporting_group_id
                where asked.wave_id = @waveId
                group by asked.relationship_id, person.employment
            )
            update publication_cell cell
            set people = invited.people, covered = invited.covered
            from invited
            where cell.wave_id = @waveId and cell.kind = 'relationship_employment'
              and cell.relationship_id = invited.relationship_id and cell.employment = invited.employment
            """,
            new { waveId },
            ct
        );
}
