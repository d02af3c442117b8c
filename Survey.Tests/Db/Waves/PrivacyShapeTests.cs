using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Rule A1 in the schema: nothing leads from what was answered to who answered.</summary>
public sealed class PrivacyShapeTests
{
    private static readonly string[] Answers = ["response", "comment"];
    private static readonly string[] People =
    [
        "person",
        "invitation",
        "invitation_relationship",
        "message",
        "answered",
        "declined",
        "opt_out",
        "relationship_pause",
    ];
    private static readonly string[] MayBeShared = ["wave_id", "relationship_id", "reporting_group_id", "language", "id"];

    private TestDatabase _test = null!;
    private Organisation _organisation = null!;
    private OpenWave _wave = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.OpenWave);
        _organisation = new Organisation(_test.Database);
        _wave = await OpenWave.LoadAsync(_organisation);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task No_foreign_key_leads_out_of_the_answers_towards_people()
    {
        var reached = await _organisation.ListAsync<string>(
            """
            with recursive path (relation) as (
                select unnest(@answers::regclass[])
                union
                select pg_constraint.confrelid::regclass
                from path join pg_constraint on pg_constraint.conrelid = path.relation and contype = 'f'
            )
            select relation::text from path
            """,
            new { answers = Answers.Concat(["note", $"response_w{_wave.Id}", $"comment_w{_wave.Id}"]).ToArray() }
        );

        Assert.That(reached, Has.None.Matches<string>(table => People.Contains(table)));
    }

    [Test]
    public async Task Only_wave_relationship_group_and_language_can_be_joined_on_equal_names()
    {
        var shared = await _organisation.ListAsync<string>(
            """
            select distinct answer.column_name
            from information_schema.columns as answer
            join information_schema.columns as human on human.column_name = answer.column_name and human.data_type = answer.data_type
            where answer.table_name = any(@Answers) and human.table_name = any(@People)
            """,
            new { Answers, People }
        );

        Assert.That(shared, Is.SubsetOf(MayBeShared));
    }

    [Test]
    public async Task No_id_and_no_text_of_an_answer_stands_beside_a_person()
    {
        foreach (var (invitation, place) in _wave.Invitations.Select((invitation, place) => (invitation, place)))
        {
            var rating = invitation.Ratings[0];
            await Submissions.StoreAsync(
                _test.Database,
                new Submission(
                    invitation.Id,
                    _wave.Id,
                    place + 1,
                    "en",
                    [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, Answering.Rated(4), 2)],
                    [new GivenComment(rating.RelationshipId, "comment", "Something", null)],
                    [new GivenNote(rating.RelationshipId, "thanks", null, "Thanks")],
                    [rating.RelationshipId]
                ),
                OpenWave.FirstMonday,
                default
            );
        }
        var pairs = await _organisation.ListAsync<(string Table, string Column, string Other, string OtherColumn)>(
            """
            select answer.table_name, answer.column_name, human.table_name, human.column_name
            from information_schema.columns as answer
            join information_schema.columns as human on human.data_type = answer.data_type
            where answer.table_name in ('response', 'comment', 'note') and answer.data_type in ('uuid', 'text')
              and answer.column_name not in ('language', 'kind') and human.table_name = any(@People)
            """,
            new { People }
        );

        Assert.That(pairs, Has.Count.GreaterThan(30));
        foreach (var (table, column, other, otherColumn) in pairs)
        {
            Assert.That(
                await _organisation.OneAsync<bool>($"select exists (select from {table} a join {other} b on a.{column} = b.{otherColumn})"),
                Is.False,
                $"{table}.{column} = {other}.{otherColumn}"
            );
        }
    }

    [Test]
    public async Task Answers_carry_no_time_no_number_in_order_and_no_name_of_a_person()
    {
        var columns = await _organisation.ListAsync<(string Name, string Type)>(
            """
            select column_name, data_type from information_schema.columns where table_name = any(@Answers)
            """,
            new { Answers }
        );
        var sequences = await _organisation.ListAsync<string>(
            """
            select column_name from information_schema.columns
            where table_name = any(@Answers) and (is_identity = 'YES' or column_default like 'nextval%')
            """,
            new { Answers }
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                columns,
                Is.Not.Empty.And.None.Matches<(string Name, string Type)>(column =>
                    column.Type.StartsWith("timestamp", StringComparison.Ordinal) || column.Type == "date"
                )
            );
            Assert.That(
                columns,
                Has.None.Matches<(string Name, string Type)>(column =>
                    column.Name.Contains("person", StringComparison.Ordinal)
                    || column.Name.Contains("invitation", StringComparison.Ordinal)
                    || column.Name.Contains("mail", StringComparison.Ordinal)
                )
            );
            Assert.That(sequences, Is.Empty);
        });
    }
}
