using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Rule A1 in the schema: nothing leads from what was answered to who answered.</summary>
public sealed class PrivacyShapeTests
{
    private static readonly string[] Answers = ["response", "comment"];
    private static readonly string[] People = ["person", "invitation", "invitation_relationship", "message", "answered", "declined", "opt_out", "relationship_pause"];
    private static readonly string[] MayBeShared = ["wave_id", "relationship_id", "reporting_group_id", "language", "id"];

    private TestDatabase _test = null!;
    private Organisation _organisation = null!;
    private OpenWave _wave = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = await Organisation.SmallAsync(_test.Database);
        _wave = await OpenWave.OpenAsync(_organisation);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task No_foreign_key_leads_out_of_the_answers_towards_people()
    {
        var reached = await _organisation.ListAsync<string>("""
            with recursive path (relation) as (
                select unnest(@answers::regclass[])
                union
                select pg_constraint.confrelid::regclass
                from path join pg_constraint on pg_constraint.conrelid = path.relation and contype = 'f'
            )
            select relation::text from path
            """, new { answers = Answers.Append($"response_w{_wave.Id}").Append($"comment_w{_wave.Id}").ToArray() });

        Assert.That(reached, Has.None.Matches<string>(table => People.Contains(table)));
    }

    [Test]
    public async Task Only_wave_relationship_group_and_language_can_be_joined_on_equal_names()
    {
        var shared = await _organisation.ListAsync<string>("""
            select distinct answer.column_name
            from information_schema.columns as answer
            join information_schema.columns as human on human.column_name = answer.column_name and human.data_type = answer.data_type
            where answer.table_name = any(@Answers) and human.table_name = any(@People)
            """, new { Answers, People });

        Assert.That(shared, Is.SubsetOf(MayBeShared));
    }

    [Test]
    public async Task Answers_carry_no_time_no_number_in_order_and_no_name_of_a_person()
    {
        var columns = await _organisation.ListAsync<(string Name, string Type)>("""
            select column_name, data_type from information_schema.columns where table_name = any(@Answers)
            """, new { Answers });
        var sequences = await _organisation.ListAsync<string>("""
            select column_name from information_schema.columns
            where table_name = any(@Answers) and (is_identity = 'YES' or column_default like 'nextval%')
            """, new { Answers });

        Assert.Multiple(() =>
        {
            Assert.That(columns, Is.Not.Empty.And.None.Matches<(string Name, string Type)>(column =>
                column.Type.StartsWith("timestamp", StringComparison.Ordinal) || column.Type == "date"));
            Assert.That(columns, Has.None.Matches<(string Name, string Type)>(column =>
                column.Name.Contains("person", StringComparison.Ordinal) || column.Name.Contains("invitation", StringComparison.Ordinal)
                || column.Name.Contains("mail", StringComparison.Ordinal)));
            Assert.That(sequences, Is.Empty);
        });
    }
}
