using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What only those are asked who rated waiting at most 2 (rules A6, A7).</summary>
public sealed class FollowUpTests : WithOpenWave
{
    // Their number would tell how many rated waiting so low at least: of four who did, of seven, and of twenty-four.
    [TestCase(0)]
    [TestCase(3)]
    [TestCase(20)]
    public async Task Comments_are_read_among_those_that_everybody_was_asked_for(int others) =>
        Assert.That(await ReadAsync(low: 4, others), Is.EqualTo(new[] { ("comment", 14) }));

    [Test]
    public async Task Comments_are_not_read_where_no_question_is_asked_of_everybody() =>
        Assert.That(await ReadAsync(low: 4, others: 0, isFollowUpOnly: true), Is.EqualTo(new[] { ("comment", 10) }));

    // Of those who rated waiting, 6 rated it so low that they were asked how much effort it took.
    [TestCase(1, "hidden", Description = "of 7: only a word tells of waiting")]
    [TestCase(20, "yes", Description = "of 26: its shares tell")]
    public async Task Nothing_is_shown_of_a_follow_up_but_beside_the_shares_of_its_rating(int others, string shown)
    {
        await Organisation.RunAsync(
            """
            update questionnaire set document = jsonb_insert(document, '{questions,2}',
                '{"key": "effort", "kind": "effort", "text": {"en": "How much effort?"}, "when": {"question": "waiting", "atMost": 2}}')
            """
        );
        foreach (var (index, person) in Wave.AskedAbout("IT-ALL").Take(6 + others).Index())
        {
            await Wave.AnswerAsync(
                Organisation,
                person,
                "IT-ALL",
                [.. Answering.Rated(3, waiting: index < 6 ? 1 + index % 2 : 5), index < 6 ? 4 : null]
            );
        }
        await Wave.CloseAsync(Organisation);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(7), default);

        Assert.That(
            await Organisation.ListAsync<(string, string)>(
                """
                select item, shown from published_figure join publication_cell on publication_cell.id = cell_id
                    and publication_cell.kind = 'relationship'
                where relationship_id = (select id from relationship where code = 'IT-ALL') and item in ('waiting', 'effort') order by 1
                """
            ),
            Is.EqualTo(new[] { ("effort", shown), ("waiting", "yes") })
        );
    }

    /// <returns>Comments that may be read, by question.</returns>
    private async Task<IReadOnlyList<(string Question, int Comments)>> ReadAsync(int low, int others, bool isFollowUpOnly = false)
    {
        await Organisation.RunAsync(
            """
            update questionnaire set document = jsonb_set(document, '{questions}',
                case when @isFollowUpOnly then (document -> 'questions') - 2 else document -> 'questions' end
                || '[{"key": "why", "kind": "text", "text": {"en": "Why so long?"}, "when": {"question": "waiting", "atMost": 2}}]')
            """,
            new { isFollowUpOnly }
        );
        foreach (var (person, index) in Wave.AskedAbout("IT-ALL").Take(26).Select((person, index) => (person, index)))
        {
            var isLow = index < low;
            await Wave.AnswerAsync(
                Organisation,
                person,
                "IT-ALL",
                Answering.Rated(
                    3,
                    waiting: isLow ? 1
                        : index < low + others ? 4
                        : null
                ),
                comment: isLow ? "Why"
                    : index < 14 ? "Word"
                    : null
            );
        }
        await Organisation.RunAsync("update comment set question = 'why' where text = 'Why'");
        await Wave.CloseAsync(Organisation);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(7), default);
        return await Organisation.ListAsync<(string, int)>(
            "select question, count(*)::int from comment where shown_here or shown_unit_id is not null group by 1 order by 1"
        );
    }
}
