using Survey.Tests.Support;

namespace Survey.Tests.Journeys.Worlds;

/// <summary>What no lead and no HR may learn: who answered, opted out or paused, what was said, and each hidden figure.</summary>
/// <param name="Word">Stands in every comment of this world and nowhere else.</param>
/// <param name="Answers">All answers of a person.</param>
/// <param name="People">How many answered about each service.</param>
/// <param name="First">Number of the first person who answered, opted out or paused.</param>
/// <param name="Verdict">Of the hidden figures.</param>
internal sealed record Behind(string Word, int Answers, int People, int First, string Verdict)
{
    public static Behind Low { get; } = new("Kvantrill", 1, 9, 1, "worse");

    public static Behind High { get; } = new("Zymborg", 5, 5, 4, "better");

    public async Task AddAsync(Organisation organisation, long sealedWave, OpenWave open)
    {
        var chosen = Enumerable
            .Range(First, 5)
            .SelectMany(number => new[] { $"sales{number}@example.org", $"hr{number}@example.org" })
            .ToArray();
        await organisation.RunAsync(
            """
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, invited, answered, customers)
            select wave_id, relationship_id, customer_unit_id, 14, @People, 14 from wave_relationship where wave_id = @sealedWave;
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers)
            select gen_random_uuid(), wave_id, relationship_id, id, true, array[@Answers, @Answers, @Answers, @Answers, null]
            from reporting_group, generate_series(1, @People) where wave_id = @sealedWave;
            insert into comment (id, wave_id, relationship_id, question, language, text, signed_name, shown_here)
            select gen_random_uuid(), wave_id, relationship_id, 'comment', 'en', @Word || ' ' || number, 'Sales ' || number, true
            from wave_relationship, generate_series(@First, @First + @People) as number where wave_id = @sealedWave;
            insert into note (id, wave_id, relationship_id, kind, name, text)
            select gen_random_uuid(), wave_id, relationship_id, 'contact', 'Sales ' || @First, @Word
            from wave_relationship where wave_id = @sealedWave;
            insert into blurred_histogram (cell_id, item, counts, n, size, shown, people)
            select cell_id, item, array[@Answers, @People, 1, 2, @Answers]::float8[], 20 + @People, 40, 20 + @People, 20 + @People
            from published_figure;
            insert into published_verdict (cell_id, item, against, verdict)
            select cell_id, item, 'target', @Verdict from published_figure where shown = 'hidden';
            insert into invitation (id, wave_id, person_id, language, invited_at)
            select gen_random_uuid(), @sealedWave, id, language, '2026-01-19' from person where email = any(@chosen);
            insert into opt_out (person_id) select id from person where email = any(@chosen);
            insert into relationship_pause (person_id, relationship_id, until)
            select person.id, relationship.id, '2027-01-01' from person, relationship where email = any(@chosen)
            """,
            new
            {
                Word,
                Answers,
                People,
                First,
                Verdict,
                sealedWave,
                chosen,
            }
        );
        foreach (var invitation in open.AskedAbout("HR-SALES").Skip(First).Take(People))
        {
            await open.AnswerAsync(organisation, invitation, "HR-SALES", Answering.Rated(Answers), comment: Word);
        }
    }
}
