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
/// Told of all customers of a relationship, and only where every one of its ratings is shown exactly: a hidden step must not be guessed
/// from what it goes along with.
/// </summary>
internal sealed class WholeResponses(PublicationFrame frame, IEnumerable<PublishedFigure> figures)
{
    private const int LeastSteps = 2;

    private readonly HashSet<(long Cell, string Item)> _exact =
        figures.Where(figure => figure.N is not null).Select(figure => (figure.CellId, figure.Item)).ToHashSet();

    public async Task<IReadOnlyList<PublishedStep>> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var cells = frame.Cells.Where(cell => cell.Kind == CellKind.Relationship && IsTold(cell)).ToDictionary(cell => cell.RelationshipId!.Value);
        var steps = new ConcurrentQueue<PublishedStep>();
        await Parallel.ForEachAsync(AnswerPatterns.ReadAsync(connection, waveId, [.. cells.Keys], ct), ct, (read, _) =>
        {
            foreach (var step in Of(cells[read.RelationshipId], read.Patterns, (int)SeededHash.Of(waveId, read.RelationshipId, 0)))
            {
                steps.Enqueue(step);
            }
            return ValueTask.CompletedTask;
        });
        return [.. steps];
    }

    private bool IsTold(PublicationCell cell)
    {
        var points = QuestionnaireOf(cell).BreakdownPoints;
        return points.Count >= LeastSteps && points.Select(point => point.Code).Append(Item.Overall).All(item => _exact.Contains((cell.Id, item)));
    }

    private IEnumerable<PublishedStep> Of(PublicationCell cell, IReadOnlyList<AnswerPattern> patterns, int seed)
    {
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
