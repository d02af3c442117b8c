using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The values that answers to an item can have.</summary>
/// <param name="IsMean">A mean of few answers is told coarsely; anything else is a distribution, and of ten answers or more.</param>
internal sealed record AuditedScale(int Lowest, int Values, bool IsMean)
{
    public static readonly AuditedScale TimeLost = new(0, 5, false);

    private static readonly AuditedScale Option = new(0, 2, false);

    public int Needed(int minimumGroup) => IsMean ? minimumGroup : Math.Max(10, minimumGroup);

    /// <summary>What an answer as it is stored says; several choices of each option whether it was chosen.</summary>
    public static IEnumerable<(string Item, AuditedScale Scale, int Value)> Read(Questionnaire questionnaire, int position, int stored)
    {
        var item = questionnaire.Items[position];
        var options = questionnaire.Questions.FirstOrDefault(question => question.Key == item.Key)?.Options?.Count ?? 0;
        return item.Kind switch
        {
            QuestionKind.Rating => [(item.Key, new(1, 5, true), stored)],
            QuestionKind.Effort => [(item.Key, new(1, 7, true), stored)],
            QuestionKind.Recommendation => [(item.Key, new(0, 11, false), stored)],
            QuestionKind.Choice => [(item.Key, new(0, options, false), stored)],
            _ => Enumerable.Range(0, options).Select(option => (Name(item.Key, option), Option, stored >> option & 1)),
        };
    }

    /// <summary>Of every item of a wave; the longest where several journeys have one of the same name.</summary>
    public static IReadOnlyDictionary<string, AuditedScale> OfAll(IEnumerable<Questionnaire> questionnaires) => questionnaires
        .SelectMany(journey => journey.Items.SelectMany((_, position) => Read(journey, position, 0)).Select(row => (row.Item, row.Scale)))
        .Append((WaveAnswers.TimeLost, TimeLost))
        .GroupBy(row => row.Item1, row => row.Item2).ToDictionary(item => item.Key, item => item.MaxBy(scale => scale.Values)!);

    /// <summary>Figures as <see cref="Read"/> names them.</summary>
    /// <param name="severalOptions">Of items of which one may choose several: how many there are.</param>
    public static IEnumerable<PublishedFigure> Apart(PublishedFigure figure, IReadOnlyDictionary<string, int> severalOptions) =>
        !severalOptions.TryGetValue(figure.Item, out var options) ? [figure]
        : Enumerable.Range(0, options).Select(option => figure with
        {
            Item = Name(figure.Item, option),
            Counts = figure.Counts is { } counts ? [figure.N!.Value - counts[option], counts[option]] : null,
        });

    private static string Name(string item, int option) => $"{item} {option}";
}
