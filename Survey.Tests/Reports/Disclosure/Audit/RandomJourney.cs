using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>How some people answer one of two journeys: of two steps, recommendation and effort; of one step, its reasons and several choices.</summary>
internal sealed class RandomJourney(Random random, int journey)
{
    public static readonly Dictionary<long, Questionnaire> All = new()
    {
        [1] = Of(["waiting", "quality"], Question("recommend", QuestionKind.Recommendation), Question("effort", QuestionKind.Effort)),
        [2] = Of(["waiting"], Question("reason", QuestionKind.Choice) with { When = new("waiting", 2) }, Question("which", QuestionKind.Choices)),
    };

    private readonly int _leftOut = random.Next(3) == 0 ? 0 : 3;

    public IEnumerable<MadeResponse> Answer(long group, int people)
    {
        var (usual, spread) = (random.Next(1, 6), random.Next(4));
        for (var person = 0; person < people; person++)
        {
            var contact = random.Next(8) > 0;
            int? lost = contact && random.Next(2) == 0 ? Rating() - 1 : null;
            yield return new(group, contact ? Answers(Rating) : [], contact, lost);
        }

        int Rating() => Math.Clamp(usual + random.Next(-spread, spread + 1), 1, 5);
    }

    private List<int?> Answers(Func<int> rating)
    {
        var said = new List<int?>();
        foreach (var item in All[journey].Items)
        {
            var isLeftOut = item.Key != Item.Overall && _leftOut > 0 && random.Next(_leftOut) == 0;
            said.Add(item.Key == "reason" && said[0] is null or > 2 or Item.DoesNotApply ? null
                : !isLeftOut ? Of(item.Kind, rating())
                : item.IsBreakdownPoint && random.Next(3) > 0 ? Item.DoesNotApply : null);
        }
        return said;
    }

    private static int Of(QuestionKind kind, int rating) => kind switch
    {
        QuestionKind.Recommendation => 2 * rating,
        QuestionKind.Effort => 8 - rating,
        QuestionKind.Choice => rating / 2,
        QuestionKind.Choices => 1 + rating,
        _ => rating,
    };

    public static Questionnaire Of(IEnumerable<string> steps, params Question[] questions) => new()
    {
        Code = "J",
        Name = LocalizedText.Of("Journey"),
        BreakdownPoints = [.. steps.Select(step => new BreakdownPoint { Code = step, Name = LocalizedText.Of(step), Question = LocalizedText.Of(step) })],
        Questions = [Question(Item.Overall, QuestionKind.Rating), .. questions],
    };

    private static Question Question(string key, QuestionKind kind) => new()
    {
        Key = key,
        Kind = kind,
        Text = LocalizedText.Of(key),
        Options = kind is QuestionKind.Choice or QuestionKind.Choices ? [.. "abc".Select(code => new Option { Code = $"{code}", Text = LocalizedText.Of($"{code}") })] : null,
    };
}
