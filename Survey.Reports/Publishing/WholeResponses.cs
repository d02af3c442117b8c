using System.Collections.Concurrent;
using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Waves.Sampling;
using Survey.Reports.Charts;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// Figures that need whole responses: importance of steps (rule D4), satisfied so far (rule D5). They do not follow from blurred cells, so
/// they need many answers, use all of them and are rounded coarsely.
/// </summary>
internal sealed class WholeResponses(PublicationFrame frame, CellBlur blur)
{
    /// <summary>Fewest complete responses.</summary>
    public const int Least = 100;

    private const int LeastSteps = 2;

    private readonly Dictionary<long, PublicationCell> _cells = frame
        .Cells.Where(cell => cell.Kind == CellKind.Relationship)
        .ToDictionary(cell => cell.RelationshipId!.Value);

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

    private long[] Groups() =>
        [
            .. _cells
                .Values.Where(cell => QuestionnaireOf(cell).BreakdownPoints.Count >= LeastSteps)
                .SelectMany(frame.GroupsOf)
                .Select(group => group.Id),
        ];

    internal IEnumerable<PublishedStep> Of(long waveId, long relationshipId, IReadOnlyList<AnswerPattern> patterns)
    {
        var cell = _cells[relationshipId];
        var seed = (int)SeededHash.Of(waveId, relationshipId, 0);
        var questionnaire = QuestionnaireOf(cell);
        var points = questionnaire.BreakdownPoints;
        var rated = Rated(patterns, points.Count, questionnaire.Items.Index().First(item => item.Item.Key == Item.Overall).Index);
        var importance = rated.Sum(journey => journey.People) >= Least ? Drivers.Of(rated, seed) : null;
        var reached = Reached(cell, patterns, points);
        return importance is null && reached is null
            ? []
            : points.Select(
                (point, index) =>
                    new PublishedStep(
                        cell.Id,
                        point.Code,
                        Nearest(importance?[index].Share),
                        Outward(importance?[index].Interval.Low, false),
                        Outward(importance?[index].Interval.High, true),
                        reached?[index]
                    )
            );
    }

    private static List<RatedJourney> Rated(IReadOnlyList<AnswerPattern> patterns, int steps, int overall) =>
        [
            .. patterns
                .Where(pattern =>
                    pattern.Answers.Take(steps).Append(pattern.Answers[overall]).All(answer => answer is not (null or Item.DoesNotApply))
                )
                .Select(pattern => new RatedJourney(
                    [.. pattern.Answers.Take(steps).Select(answer => answer!.Value)],
                    pattern.Answers[overall]!.Value,
                    pattern.People
                )),
        ];

    /// <summary>Of those who answered for every step and rated one, from blurred counts, never rising. Null: too few people.</summary>
    private List<int>? Reached(PublicationCell cell, IReadOnlyList<AnswerPattern> patterns, IReadOnlyList<BreakdownPoint> points)
    {
        var journeys = patterns
            .Select(pattern => (Steps: pattern.Answers.Take(points.Count).ToList(), pattern.People))
            .Where(journey =>
                journey.Steps.TrueForAll(answer => answer is not null) && journey.Steps.Exists(answer => answer != Item.DoesNotApply)
            )
            .Select(journey =>
                ((IReadOnlyList<int?>)[.. journey.Steps.Select(answer => answer == Item.DoesNotApply ? null : answer)], journey.People)
            )
            .ToList();
        var people = journeys.Sum(journey => journey.People);
        if (people < Least)
        {
            return null;
        }
        var name = CellNames.Of(frame, cell);
        var shares = Funnel
            .Of(journeys)
            .Zip(points, (share, point) =>
                ShownShare.Of(blur.Count(name, $"{point.Code} so far", (int)Math.Round(share * people)) / (double)people, StepReached.Step)
            );
        var least = 100;
        return [.. shares.Select(share => least = Math.Min(least, share))];
    }

    private Questionnaire QuestionnaireOf(PublicationCell cell) =>
        frame.Questionnaires[frame.Relationship(cell.RelationshipId!.Value).QuestionnaireId];

    private static int? Nearest(double? share) => share is { } part ? ShownShare.Of(part, StepImportance.Step) : null;

    private static int? Outward(double? share, bool isHigh) =>
        share is { } part ? ShownShare.Outward(part, StepImportance.Step, isHigh) : null;
}
