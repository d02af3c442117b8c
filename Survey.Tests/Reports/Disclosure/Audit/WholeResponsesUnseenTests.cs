using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// What goes along with what is told of nobody of whose unit or employment only some ratings are hidden: so other answers of theirs that fit all
/// counts, which the auditor looks for, fit everything that is published. That those hidden altogether can change places is <see cref="Witness"/>'s.
/// </summary>
public sealed class WholeResponsesUnseenTests
{
    [Test]
    public void Nothing_published_changes_when_hidden_people_give_the_same_answers_in_other_company()
    {
        var noticed = new List<string>();
        int hidden = 0, shown = 0;
        foreach (var seed in Enumerable.Range(1, 400))
        {
            var made = RandomWave.OfServices(seed);
            var before = PublishedFacts.Of(made);
            var services = PublishedFacts.Steps(made, before.Wave).Select(step => before.Wave.Items.First(item => item.Cell.Id == step.CellId).Cell.RelationshipId).ToHashSet();
            var groups = before.Wave.Items.Where(item => item.Cell.Kind is CellKind.RelationshipUnit or CellKind.RelationshipEmployment && services.Contains(item.Cell.RelationshipId) && HasSomeHidden(before, item.Cell))
                .SelectMany(item => made.Frame.GroupsOf(item.Cell)).Select(group => group.Id).ToHashSet();
            noticed.AddRange(Unlike(before, made, groups.Contains).Select(fact => $"{seed}: {fact}"));
            hidden += groups.Count > 0 ? 1 : 0;
            shown += Unlike(before, made, group => !groups.Contains(group)).Count > 0 ? 1 : 0;
        }

        Assert.That(noticed, Is.Empty, string.Join('\n', noticed.Take(20)));
        Assert.That(hidden, Is.GreaterThan(10), "waves with something hidden beside what is told");
        Assert.That(shown, Is.GreaterThan(10), "waves in which what is told would change with the others");
    }

    private static bool HasSomeHidden(PublishedFacts facts, PublicationCell cell) =>
        facts.Wave.Items.Where(item => item.Cell.Id == cell.Id && (item.Item == Item.Overall || item.IsBreakdownPoint))
            .Select(item => facts.Hidden.Contains((cell.Id, item.Item))).Distinct().Count() > 1;

    /// <summary>What is no longer published when the members of some groups pass on their answers to the first step.</summary>
    private static List<string> Unlike(PublishedFacts before, MadeWave made, Func<long, bool> groups) => [.. before.Facts.Except(PublishedFacts.Of(made.Saying(
        [.. made.Responses.GroupBy(response => (response.Group, response.Contact)).SelectMany(people => people.Key.Contact && groups(people.Key.Group) ? PassedOn([.. people]) : people)])).Facts)];

    private static IEnumerable<MadeResponse> PassedOn(List<MadeResponse> people) => people.Index().Select(person =>
        person.Item with { Answers = [people[(person.Index + 1) % people.Count].Answers[0], .. person.Item.Answers.Skip(1)] });
}
