using System.Collections.Concurrent;
using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// What only whole responses can tell of a service: which steps the overall rating goes along with, and how far it stays good (rules D4, D5).
/// Told only where every rating of a relationship is shown exactly, and without some of its customers where parts of it are hidden: a hidden
/// step must not be guessed from what it goes along with.
/// </summary>
internal sealed class WholeResponses(PublicationFrame frame, WaveFigures wave)
{
    private const int LeastSteps = 2;

    private readonly ILookup<long, PublishedFigure> _figures = wave.Figures.ToLookup(figure => figure.CellId);
    private readonly ILookup<long, (CellItem First, PublishedFigure Second)> _items =
        wave.Items.Zip(wave.Figures).Where(row => row.First.Cell.RelationshipId is not null).ToLookup(row => row.First.Cell.RelationshipId!.Value);

    private readonly Dictionary<long, PublicationCell> _cells = frame.Cells.Where(cell => cell.Kind == CellKind.Relationship).ToDictionary(cell => cell.RelationshipId!.Value);

    public async Task<IReadOnlyList<PublishedStep>> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var steps = new ConcurrentQueue<PublishedStep>();
        await Parallel.ForEachAsync(AnswerPatterns.ReadAsync(connection, waveId, Groups(), ct), ct, (read, _) =>
        {
            foreach (var step in Of(waveId, read.RelationshipId, read.Patterns))
            {
                steps.Enqueue(step);
            }
            return ValueTask.CompletedTask;
        });
        return [.. steps];
    }

    /// <summary>The reporting groups whose whole responses are looked at.</summary>
    internal long[] Groups() => [.. _cells.Values.Where(IsTold).SelectMany(GroupsOf)];

    private IEnumerable<long> GroupsOf(PublicationCell cell)
    {
        var ratings = RatingsOf(cell);
        return WholeGroups.Of(
            frame, wave.Answers, frame.Relationship(cell.RelationshipId!.Value), [.. _items[cell.RelationshipId.Value].Where(row => ratings.Contains(row.First.Item))]);
    }

    private bool IsTold(PublicationCell cell) =>
        RatingsOf(cell) is { Count: > LeastSteps } ratings
        && ratings.TrueForAll(item => _figures[cell.Id].Any(figure => figure.Item == item && figure.N is not null));

    private List<string> RatingsOf(PublicationCell cell) => [Item.Overall, .. QuestionnaireOf(cell).BreakdownPoints.Select(point => point.Code)];

    /// <param name="patterns">Of the customers in <see cref="Groups"/>.</param>
    internal IEnumerable<PublishedStep> Of(long waveId, long relationshipId, IReadOnlyList<AnswerPattern> patterns)
    {
        var cell = _cells[relationshipId];
        var seed = (int)SeededHash.Of(waveId, relationshipId, 0);
        var questionnaire = QuestionnaireOf(cell);
        var points = questionnaire.BreakdownPoints;
        var importance = Drivers.Of(Rated(patterns, points.Count, questionnaire.Items.Index().First(item => item.Item.Key == Item.Overall).Index), seed);
        var reached = Reached(patterns, points.Count, cell.MinimumGroup);
        return importance is null && reached is null ? [] : points.Select((point, index) => new PublishedStep(
            cell.Id, point.Code,
            Percent(importance?[index].Share), Percent(importance?[index].Interval.Low), Percent(importance?[index].Interval.High),
            reached?[index]));
    }

    /// <summary>Those who rated every step and the service as a whole.</summary>
    private static List<RatedJourney> Rated(IReadOnlyList<AnswerPattern> patterns, int steps, int overall) =>
    [
        .. patterns.Where(pattern => pattern.Answers.Take(steps).Append(pattern.Answers[overall]).All(answer => answer is not (null or Item.DoesNotApply)))
            .Select(pattern => new RatedJourney(
                [.. pattern.Answers.Take(steps).Select(answer => answer!.Value)], pattern.Answers[overall]!.Value, pattern.People)),
    ];

    /// <summary>Of those who said something of every step and rated at least one, coarsely; null with too few of them.</summary>
    private static IReadOnlyList<int?>? Reached(IReadOnlyList<AnswerPattern> patterns, int steps, int minimum)
    {
        var journeys = patterns.Select(pattern => (Steps: pattern.Answers.Take(steps).ToList(), pattern.People))
            .Where(journey => journey.Steps.TrueForAll(answer => answer is not null) && journey.Steps.Exists(answer => answer != Item.DoesNotApply))
            .Select(journey => ((IReadOnlyList<int?>)[.. journey.Steps.Select(answer => answer == Item.DoesNotApply ? null : answer)], journey.People))
            .ToList();
        var people = journeys.Sum(journey => journey.People);
        return CoarseShare.Of(0, people, minimum) is null ? null : [.. Funnel.Of(journeys).Select(share => CoarseShare.Of(share, people, minimum))];
    }

    private Questionnaire QuestionnaireOf(PublicationCell cell) =>
        frame.Questionnaires[frame.Relationship(cell.RelationshipId!.Value).QuestionnaireId];

    private static int? Percent(double? share) => share is { } part ? Rounded.Percent(part) : null;
}
