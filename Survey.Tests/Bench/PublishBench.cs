using System.Globalization;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// Every unit rates every other one, in departments with four teams each. Computes and stores the results of all pairs and roll-ups,
/// overall and at five steps. One pair in four has too few answers to be published. UNITS sets the number of units.
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class PublishBench
{
    private const int Steps = 5;

    private static readonly int Units = int.Parse(Environment.GetEnvironmentVariable("UNITS") ?? "200", CultureInfo.InvariantCulture);

    [Test]
    public async Task Publish()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = new Organisation(test.Database);
        await organisation.JourneyAsync("SERVICE", [.. Enumerable.Range(1, Steps).Select(step => $"step{step}")]);
        await RelationshipsAsync(organisation);
        var wave = await PublishedWave.FreezeAsync(organisation, "W", new DateOnly(2026, 1, 31));
        await AnswersAsync(organisation, wave);

        var seconds = await BenchLine.SecondsAsync(() =>
            test.Database.InTransactionAsync(connection => Publisher.PublishAsync(connection, TestFigureKey.Key, wave, default))
        );

        await BenchLine.WriteAsync(
            "publish",
            ("units", Units),
            ("seconds", seconds),
            ("memory_mb", BenchLine.PeakMegabytes()),
            ("figures", await organisation.OneAsync<int>("select count(*)::int from published_figure")),
            ("hidden", await organisation.OneAsync<int>("select count(*)::int from published_figure where shown = 'hidden'"))
        );
    }

    private static Task<int> RelationshipsAsync(Organisation organisation) =>
        organisation.RunAsync(
            """
            insert into unit (code, names, kind) values ('ROOT', '{"en": "Root"}', 'department');
            insert into unit (code, names, kind, parent_id)
            select 'U' || number, jsonb_build_object('en', 'Unit ' || number), 'department', (select id from unit where code = 'ROOT')
            from generate_series(1, @Units - 1) number where number % 5 = 1;
            insert into unit (code, names, kind, parent_id)
            select 'U' || number, jsonb_build_object('en', 'Unit ' || number), 'team',
                (select id from unit where code = 'U' || (number - (number - 1) % 5))
            from generate_series(1, @Units - 1) number where number % 5 <> 1;
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select provider.code || '-' || customer.code, provider.id, customer.id, 'team_to_team', journey.id
            from unit provider, unit customer, journey
            where provider.id <> customer.id;
            analyze unit, relationship;
            """,
            new { Units }
        );

    private static Task AnswersAsync(Organisation organisation, long wave) =>
        organisation.Database.InTransactionAsync(async connection =>
        {
            await connection.RunAsync(
                """
                select setseed(0.5);
                insert into reporting_group (wave_id, relationship_id, customer_unit_id, invited, customers, answered)
                select wave_id, relationship_id, customer_unit_id, 60, 60,
                       case when random() < 0.25 then 1 + floor(random() * 4) else 5 + floor(random() * 40) end::int
                from wave_relationship where wave_id = @wave;
                update wave_relationship set invited = 60, customers = 60 where wave_id = @wave;
                """,
                new { wave },
                default
            );
            await ResponsePartitions.CreateSealedAsync(connection, wave, default);
            await connection.RunAsync(
                $"""
                insert into {ResponsePartitions.Responses(wave)} (id, wave_id, relationship_id, reporting_group_id, contact, answers)
                select gen_random_uuid(), wave_id, relationship_id, id, true,
                       (select array_agg(1 + floor(4.999 * sqrt(random() + 0 * step * number))::int) from generate_series(1, {Steps
                    + 1}) step) || array[null::int, null]
                from reporting_group, generate_series(1, answered) number
                where wave_id = {wave};
                """,
                null,
                default
            );
            await PublicationPlan.FixAsync(connection, wave, default);
        });
}
