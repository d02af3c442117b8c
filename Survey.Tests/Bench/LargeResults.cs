using Npgsql;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// What a large organisation has after five years: 400 relationships among 60 units with long names, 20 sealed waves with everything
/// that sealing publishes of the answers, the same every time, and comments.
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
        await organisation.PulseAsync("Q", cron: "0 0 9 20 JAN,APR,JUL,OCT ?", firstDate: "2014-01-01");
        await SealAsync(organisation, waves);
        return organisation;
    }

    /// <summary>Adds waves after those that are there.</summary>
    public static async Task SealAsync(Organisation organisation, int waves)
    {
        var sealedWaves = await organisation.OneAsync<int>("select count(*)::int from wave");
        for (var wave = sealedWaves; wave < sealedWaves + waves; wave++)
        {
            await SealOneAsync(organisation, wave);
        }
        await organisation.RunAsync(
            "vacuum (analyze) unit, wave, wave_relationship, reporting_group, publication_cell, published_figure, "
                + "published_gap, published_participation, published_slope, published_step, published_verdict, blurred_histogram, comment"
        );
    }

    /// <summary>
    /// Fills every wave up to so many responses, spread evenly over its reporting groups, as sealing leaves them: random ids, in their
    /// order; vacuumed now, so that autovacuum need not do it while pages are measured. No page may look at them.
    /// </summary>
    public static async Task AnswerAsync(Organisation organisation, int responses)
    {
        foreach (var wave in await organisation.ListAsync<long>("select id from wave order by id"))
        {
            await organisation.RunAsync(
                $"""
                insert into {ResponsePartitions.Responses(
                    wave
                )} (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
                select gen_random_uuid(), @wave, groups.relationships[1 + number % cardinality(groups.ids)],
                    groups.ids[1 + number % cardinality(groups.ids)],
                       true, array[1 + number % 5, 1 + number % 4, 1 + number % 3, 2 + number % 4, 5, 1 + number % 5, null], 1
                from generate_series(1 + (select count(*) from {ResponsePartitions.Responses(wave)}), @responses) number, (
                    select array_agg(id order by id) as ids, array_agg(relationship_id order by id) as relationships
                    from reporting_group where wave_id = @wave
                ) groups
                order by 1
                """,
                new { wave, responses }
            );
            await organisation.RunAsync($"vacuum (analyze) {ResponsePartitions.Responses(wave)}");
        }
    }

    /// <summary>A dozen departments of four teams each.</summary>
    private static Task<int> UnitsAsync(Organisation organisation) =>
        organisation.RunAsync(
            """
            insert into unit (code, names, kind) values ('ROOT', '{"en": "Northern Lights Group"}', 'department');
            insert into unit (code, names, kind, parent_id)
            select 'D' || lpad(number::text, 2, '0'),
                jsonb_build_object('en', 'Department ' || number || ' for services to customers at all our sites'),
                   'department', (select id from unit where code = 'ROOT')
            from generate_series(1, @departments) number;
            insert into unit (code, names, kind, parent_id)
            select parent.code || 'T' || number, jsonb_build_object('en', 'Team ' || number || ' of ' || (parent.names ->> 'en')),
                'team', parent.id
            from unit parent, generate_series(1, 4) number
            where parent.parent_id is not null
            """,
            new { departments = Units / 5 }
        );

    /// <summary>A department serves everybody, the others a spread of units.</summary>
    private static Task<int> RelationshipsAsync(Organisation organisation) =>
        organisation.RunAsync(
            """
            with place as (
                select id, code, parent_id, row_number() over (order by code) as place from unit
            ), pair as (
                select provider.id as provider, provider.code as provider_code, customer.id as customer, customer.code as customer_code,
                       customer.parent_id is null as is_root
                from place provider join place customer on customer.id <> provider.id
                    and (provider.place * 31 + customer.place * 17) % 8 = 0
                where provider.parent_id is not null
                order by hashtext(provider.code || customer.code), provider.code, customer.code
                limit @Relationships
            )
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select provider_code || '-' || customer_code, provider, customer,
                case when is_root then 'department_to_employee' else 'team_to_team' end, journey.id
            from pair, journey
            """,
            new { Relationships }
        );

    /// <summary>
    /// Stores results as sealing does, but nobody was invited: the response rate per invitation is invented. The answers are deleted at
    /// once, as after <c>Privacy:RetentionMonths</c>.
    /// </summary>
    /// <param name="number">Of the wave, from 0.</param>
    private static async Task SealOneAsync(Organisation organisation, int number)
    {
        var closedOn = First.AddMonths(3 * number);
        var id = await PublishedWave.FreezeAsync(organisation, $"Q-{closedOn:yyyy-MM}", closedOn);
        await GroupsAsync(organisation, id);
        await organisation.Database.InTransactionAsync(async connection =>
        {
            await PublicationPlan.FixAsync(connection, id, default);
            await ResponsePartitions.CreateSealedAsync(connection, id, default);
            await LargeAnswers.StoreAsync(connection, id, number, Steps.Length);
            await CommentsAsync(connection, id);
            await Publisher.PublishAsync(connection, TestFigureKey.Key, id, default);
            await connection.RunAsync(
                """
                insert into published_participation (cell_id, asked, response_rate)
                select id, 9000, 62 from publication_cell where wave_id = @id and kind = 'organisation'
                """,
                new { id },
                default
            );
            await connection.RunAsync($"truncate {ResponsePartitions.Responses(id)}", null, default);
        });
    }

    /// <summary>
    /// Customers of each unit right below and of two employment kinds. In one relationship of twenty a single customer of each answered, in
    /// one of seven four; in the others half to nine tenths.
    /// </summary>
    private static Task<int> GroupsAsync(Organisation organisation, long id) =>
        organisation.RunAsync(
            """
            with asked as (
                select relationship_id, customer_unit_id, abs(hashtext(code)) as place from wave_relationship where wave_id = @id
            ), part (relationship_id, unit_id, employment, people, place) as (
                select relationship_id, unit.id, null, 24, place from asked join unit on unit.parent_id = customer_unit_id
                union all
                select relationship_id, customer_unit_id, employment, 45, place
                    from asked, unnest(array['permanent', 'contractor']) employment
            )
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, employment, invited, customers, answered)
            select @id, relationship_id, unit_id, employment, people, people * 5 / 4,
                   case when place % 20 = 0 then 1 when place % 7 = 0 then 4 else people * (50 + place % 40) / 100 end
            from part order by relationship_id, unit_id, employment;
            update wave set pulse_id = pulse.id, import_digest = null from pulse where wave.id = @id;
            update wave_relationship set customers = people.customers, invited = people.invited
            from (
                select relationship_id, sum(customers) as customers, sum(invited) as invited from reporting_group where wave_id = @id
                    group by relationship_id
            ) people
            where wave_relationship.wave_id = @id and wave_relationship.relationship_id = people.relationship_id
            """,
            new { id }
        );

    private static Task<int> CommentsAsync(NpgsqlConnection connection, long id) =>
        connection.RunAsync(
            """
            insert into comment (id, wave_id, relationship_id, question, language, text)
            select gen_random_uuid(), @id, relationship_id, 'comment', 'en',
                   'The answer came after ' || number
                       || ' days, and nobody had told me how long it would take. The people are kind, though.'
            from wave_relationship, generate_series(1, 12) number
            where wave_id = @id
            """,
            new { id },
            default
        );
}
