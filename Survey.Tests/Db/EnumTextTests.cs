using System.Data;
using System.Text.Json;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.People;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Results;
using Survey.Db.Units;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db;

public sealed class EnumTextTests : InSmallOrganisation
{
    private static readonly (string Table, string Column, IReadOnlyList<string> Texts)[] Columns =
    [
        ("unit", "kind", EnumText.All<UnitKind>()),
        ("person", "employment", EnumText.All<Employment>()),
        ("relationship", "kind", EnumText.All<RelationshipKind>()),
        ("wave", "state", EnumText.All<WaveState>()),
        ("message", "kind", EnumText.All<MessageKind>()),
        ("message", "state", EnumText.All<MessageState>()),
        ("reporting_group", "employment", EnumText.All<Employment>()),
        ("publication_cell", "kind", EnumText.All<CellKind>()),
        ("published_figure", "kind", EnumText.All<FigureKind>()),
        ("published_figure", "shown", EnumText.All<Shown>()),
        ("published_verdict", "against", EnumText.All<Against>()),
        ("published_verdict", "verdict", EnumText.All<Verdict>()),
    ];

    [Test]
    public async Task The_database_allows_exactly_the_texts_of_the_enum(
        [ValueSource(nameof(Columns))] (string, string, IReadOnlyList<string>) row
    )
    {
        var (table, column, texts) = row;
        var checks = await Organisation.ListAsync<string>(
            """
            select (regexp_matches(pg_get_constraintdef(pg_constraint.oid), '''([^'']*)''::text', 'g'))[1]
            from pg_constraint
            join pg_attribute on attrelid = conrelid and conkey = array[attnum]
            where contype = 'c' and conrelid = @table::regclass and attname = @column
            """,
            new { table, column }
        );

        Assert.That(checks, Is.EquivalentTo(texts));
    }

    [Test]
    public async Task Rows_are_read_into_enums()
    {
        var rows = await Organisation.ListAsync<Row>("select 'within_team' as kind, null::text as called, array[1, 2] as numbers", null);

        Assert.That((rows[0].Kind, rows[0].Called), Is.EqualTo((RelationshipKind.WithinTeam, (Verdict?)null)));
        Assert.That(rows[0].Numbers, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_text_that_no_member_has_is_an_error() =>
        await Assert.ThrowsAsync<DataException>(() => Organisation.ListAsync<Wave>("select 'Open' as state", null));

    [Test]
    public void Json_has_the_same_texts()
    {
        foreach (var kind in Enum.GetValues<QuestionKind>())
        {
            Assert.That(JsonSerializer.Serialize(kind), Is.EqualTo($"\"{kind.Text()}\""));
            Assert.That(JsonSerializer.Deserialize<QuestionKind>($"\"{kind.Text()}\""), Is.EqualTo(kind));
        }
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<QuestionKind>("\"Rating\""));
        Assert.That(EnumText.All<QuestionKind>(), Is.EqualTo(new[] { "rating", "recommendation", "effort", "choice", "choices", "text" }));
    }

    private sealed record Wave(WaveState State);

    private sealed record Row(RelationshipKind Kind, Verdict? Called, int[] Numbers);
}
