using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What only those are asked who rated waiting at most 2 (rules A6, A7).</summary>
public sealed class FollowUpTests : WithOpenWave
{
    [Test]
    public async Task Comments_are_read_under_their_question_where_everybody_sees_how_many_rated_so_low() =>
        Assert.That(await ReadAsync(low: 4, others: 20), Is.EqualTo(new[] { ("comment", 10), ("why", 4) }));

    // Four rated waiting, all of them low: their comments would say so.
    [Test]
    public async Task Comments_are_read_among_all_others_where_the_rating_is_hidden() =>
        Assert.That(await ReadAsync(low: 4, others: 0), Is.EqualTo(new[] { ("comment", 14) }));

    [Test]
    public async Task Comments_are_read_among_all_others_where_the_rating_has_no_distribution() =>
        Assert.That(await ReadAsync(low: 4, others: 3), Is.EqualTo(new[] { ("comment", 14) }));

    [Test]
    public async Task Comments_are_not_read_where_no_question_is_asked_of_everybody() =>
        Assert.That(await ReadAsync(low: 4, others: 0, isFollowUpOnly: true), Is.EqualTo(new[] { ("comment", 10) }));

    /// <returns>Comments that may be read, by question.</returns>
    private async Task<IReadOnlyList<(string Question, int Comments)>> ReadAsync(int low, int others, bool isFollowUpOnly = false)
    {
        await Organisation.RunAsync("""
            update questionnaire set document = jsonb_set(document, '{questions}',
                case when @isFollowUpOnly then (document -> 'questions') - 2 else document -> 'questions' end
                || '[{"key": "why", "kind": "text", "text": {"en": "Why so long?"}, "when": {"question": "waiting", "atMost": 2}}]')
            """, new { isFollowUpOnly });
        foreach (var (person, index) in Wave.AskedAbout("IT-ALL").Take(26).Select((person, index) => (person, index)))
        {
            var isLow = index < low;
            await Wave.AnswerAsync(
                Organisation, person, "IT-ALL", Answering.Rated(3, waiting: isLow ? 1 : index < low + others ? 4 : null), comment: isLow ? "Why" : index < 14 ? "Word" : null);
        }
        await Organisation.RunAsync("update comment set question = 'why' where text = 'Why'");
        await Wave.CloseAsync(Organisation);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(7), default);
        return await Organisation.ListAsync<(string, int)>("select question, count(*)::int from comment where shown_here or shown_unit_id is not null group by 1 order by 1");
    }
}
