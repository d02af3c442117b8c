using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Reports.Disclosure.Audit;

namespace Survey.Tests.Bench;

/// <summary>
/// Every one of 60 units rates every one, in twelve departments with four teams each: 3,600 pairs with their roll-ups, overall and at five
/// steps. One pair in four has fewer answers than may be shown.
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class PublishBench
{
    private const int Units = 60;

    [Test]
    public async Task Publish()
    {
        var (frame, answers, contacts) = Wave(new Random(1));
        var tree = new RollUpTree(frame);
        var counts = new WaveAnswers(frame, answers, contacts);
        var items = new CellComposer(frame, counts, tree, null).Compose();

        var hidden = 0;
        var seconds = await BenchLine.SecondsAsync(() =>
        {
            hidden = HiddenCells.Of(frame, counts, tree, items).Count;
            return Task.CompletedTask;
        });

        var tooFew = items.Count(item => item.People < item.Needed);
        await BenchLine.WriteAsync(
            "publish", ("units", Units), ("seconds", seconds), ("figures", items.Count), ("too_few", tooFew), ("hidden", hidden));
    }

    private static (PublicationFrame Frame, List<AnswerCount> Answers, List<ContactCount> Contacts) Wave(Random random)
    {
        var parents = Enumerable.Range(1, Units).ToDictionary(unit => (long)unit, unit => unit == 1 ? null : (long?)(unit <= 12 ? 1 : 1 + (unit - 1) % 12));
        var relationships = new List<FramedRelationship>();
        var groups = new List<FramedGroup>();
        List<AnswerCount> answers = [];
        List<ContactCount> contacts = [];
        foreach (var (provider, customer) in parents.Keys.SelectMany(provider => parents.Keys.Select(customer => (provider, customer))))
        {
            var id = relationships.Count + 1;
            var people = random.Next(4) == 0 ? random.Next(1, 5) : random.Next(5, 45);
            var asked = people + random.Next(10);
            relationships.Add(new(id, provider, customer, 1, 1, 5, null, asked, asked));
            groups.Add(new(id, id, customer, null, asked, asked, asked));
            contacts.Add(new(id, true, null, people));
            answers.AddRange(Enumerable.Range(0, 6).SelectMany(position => Enumerable.Range(0, people)
                .Select(_ => 1 + (int)(5 * Math.Sqrt(random.NextDouble()))).CountBy(rating => rating)
                .Select(rating => new AnswerCount(id, position, rating.Key, rating.Value))));
        }
        var frame = new PublicationFrame(
            Plan.Of(relationships, groups, parents), relationships, groups, parents, new Dictionary<long, Questionnaire> { [1] = Journey() });
        return (frame, answers, contacts);
    }

    private static Questionnaire Journey() => new()
    {
        Code = "J",
        Name = LocalizedText.Of("Journey"),
        BreakdownPoints = [.. Enumerable.Range(1, 5).Select(step => new BreakdownPoint
        {
            Code = $"step{step}",
            Name = LocalizedText.Of("Step"),
            Question = LocalizedText.Of("How was it?"),
        })],
        Questions = [new Question { Key = Item.Overall, Kind = QuestionKind.Rating, Text = LocalizedText.Of("Overall") }],
    };
}
