using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Tests.Support;

/// <summary>
/// Builds an organisation by direct SQL, a line per thing; codes are the names. People of unit X are x1@example.org, x2@example.org ...
/// </summary>
public sealed class Organisation(Database database)
{
    public Database Database { get; } = database;

    /// <summary>
    /// ROOT with IT (3 people), HR (3), SALES (8 permanent, 6 temporary) and SHOP (9); the journey SERVICE with three steps; the
    /// relationships IT-ALL (everybody), HR-SALES and SALES-SALES (within the team); the pulse MONTHLY over all of them.
    /// </summary>
    public static async Task<Organisation> SmallAsync(Database database)
    {
        var organisation = new Organisation(database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("IT", "ROOT", people: 3);
        await organisation.UnitAsync("HR", "ROOT", people: 3);
        await organisation.UnitAsync("SALES", "ROOT", people: 8);
        await organisation.PeopleAsync("SALES", 6, "temporary");
        await organisation.UnitAsync("SHOP", "ROOT", people: 9);
        await organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        await organisation.RelationshipAsync("IT-ALL", "IT", "ROOT", "department_to_employee");
        await organisation.RelationshipAsync("HR-SALES", "HR", "SALES");
        await organisation.RelationshipAsync("SALES-SALES", "SALES", "SALES", "within_team");
        await organisation.PulseAsync("MONTHLY");
        return organisation;
    }

    public async Task UnitAsync(string code, string? parent = null, string kind = "department", string? lead = null, int people = 0)
    {
        await RunAsync(
            """
            insert into unit (code, names, kind, parent_id, lead_email)
            values (@code, jsonb_build_object('en', @code, 'fi', @code || ' (fi)'), @kind, (select id from unit
                where code = @parent), @lead)
            """,
            new
            {
                code,
                parent,
                kind,
                lead,
            }
        );
        await PeopleAsync(code, people);
    }

    /// <summary>Adds people to a unit, numbered on from those it has.</summary>
    public Task PeopleAsync(
        string unit,
        int count,
        string employment = "permanent",
        string language = "en",
        string timeZone = "Europe/Tallinn"
    ) =>
        RunAsync(
            """
            insert into person (email, name, unit_id, language, time_zone, employment)
            select lower(@unit) || number || '@example.org', initcap(@unit) || ' ' || number, unit.id, @language, @timeZone, @employment
            from unit
            cross join lateral (
                select coalesce(max(substring(email from '([0-9]+)@')::int), 0) as last_number from person
                where email ~ ('^' || lower(@unit) || '[0-9]+@example[.]org$')
            ) as last
            cross join lateral generate_series(last_number + 1, last_number + @count) as number
            where unit.code = @unit
            """,
            new
            {
                unit,
                count,
                employment,
                language,
                timeZone,
            }
        );

    /// <summary>A journey with those steps, each with target 4.0, the overall question, a choice and a comment.</summary>
    public Task JourneyAsync(string code, params string[] steps) => JourneyAsync(Questions(code, steps));

    public Task JourneyAsync(Questionnaire questionnaire) =>
        RunAsync(
            """
            with new_journey as (insert into journey (code) values (@Code) returning id)
            insert into questionnaire (journey_id, version, document, digest, created_at)
            select id, 1, @document::jsonb, @digest, '2026-01-01Z' from new_journey
            """,
            new
            {
                questionnaire.Code,
                document = QuestionnaireJson.Write(questionnaire),
                digest = QuestionnaireJson.Digest(questionnaire),
            }
        );

    public Task RelationshipAsync(
        string code,
        string provider,
        string customer,
        string kind = "team_to_team",
        string journey = "SERVICE"
    ) =>
        RunAsync(
            """
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select @code, provider.id, customer.id, @kind, journey.id
            from unit as provider, unit as customer, journey
            where provider.code = @provider and customer.code = @customer and journey.code = @journey
            """,
            new
            {
                code,
                provider,
                customer,
                kind,
                journey,
            }
        );

    /// <summary>A pulse at nine in Tallinn on the first Monday of the month, so precise that everybody is asked.</summary>
    public Task PulseAsync(
        string code,
        string relationships = "*",
        string cron = "0 0 9 ? * MON#1",
        string firstDate = "2026-01-01",
        int openDays = 7,
        int quietDays = 14,
        int maxRelationships = 3,
        int minimumGroup = 5,
        string timeZone = "Europe/Tallinn",
        string approval = "automatic",
        double precision = 0.001
    ) =>
        RunAsync(
            """
            insert into pulse (code, names, relationships, cron, time_zone, first_date, open_days, remind_after_days, quiet_days,
                               max_relationships, minimum_group, minimum_group_reason, approval, precision)
            values (@code, jsonb_build_object('en', @code), string_to_array(@relationships, ','),
                    @cron, @timeZone, @firstDate::date, @openDays, '{3,5}', @quietDays,
                    @maxRelationships, @minimumGroup, case when @minimumGroup < 5 then 'A small organisation.' end, @approval, @precision)
            """,
            new
            {
                code,
                relationships,
                cron,
                timeZone,
                firstDate,
                openDays,
                quietDays,
                maxRelationships,
                minimumGroup,
                approval,
                precision,
            }
        );

    public async Task<int> RunAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.RunAsync(sql, parameters, default);
    }

    public async Task<T> OneAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.OneAsync<T>(sql, parameters, default);
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.ListAsync<T>(sql, parameters, default);
    }

    private static Questionnaire Questions(string code, string[] steps) =>
        new()
        {
            Code = code,
            Name = LocalizedText.Of($"The journey {code}"),
            BreakdownPoints =
            [
                .. steps.Select(step => new BreakdownPoint
                {
                    Code = step,
                    Name = LocalizedText.Of($"The step {step}"),
                    Standard = new ServiceStandard { Promise = LocalizedText.Of($"We promise {step}."), Target = 4.0 },
                    Question = LocalizedText.Of($"How was {step}?"),
                }),
            ],
            Questions =
            [
                new Question
                {
                    Key = "overall",
                    Kind = QuestionKind.Rating,
                    Text = LocalizedText.Of("How was it overall?"),
                },
                new Question
                {
                    Key = "reason",
                    Kind = QuestionKind.Choice,
                    Text = LocalizedText.Of("Why?"),
                    Options =
                    [
                        new Option { Code = "slow", Text = LocalizedText.Of("Too slow") },
                        new Option { Code = "unclear", Text = LocalizedText.Of("Unclear") },
                    ],
                },
                new Question
                {
                    Key = "comment",
                    Kind = QuestionKind.Text,
                    Text = LocalizedText.Of("What should change?"),
                },
            ],
        };
}
