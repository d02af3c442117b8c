using Survey.Db.Questionnaires;
using Survey.Db.Settings;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Searches for a witness: other answers that would have led to everything that was published of a wave. Only what a witness shows counts
/// as open, so the search may miss some and never finds too much.
/// </summary>
internal sealed class WitnessSearch
{
    /// <summary>
    /// How far the tried moves go, and how many other people may rate otherwise: first a quick search, then a thorough one.
    /// </summary>
    private static readonly (int Reach, int Steps)[] Efforts = [(1, 2), (3, 5)];

    private readonly Dictionary<long, List<int>> _ratings;
    private readonly List<SeenCell> _cells;
    private readonly List<long[]> _hidden;

    public WitnessSearch(AuditOrganisation organisation, FigureKey key)
    {
        _ratings = organisation.Ratings;
        var wave = organisation.Publish(key);
        var overall = wave.Items.Zip(wave.Figures).Where(pair => pair.First.Item == Item.Overall).ToList();
        var truth = _ratings.ToDictionary(group => group.Key, group => Ratings.Above(group.Value));
        _cells =
        [
            .. overall
                .Where(pair => pair.First.Answers is not null)
                .Select(pair => new SeenCell(pair.First, pair.Second, organisation.Weights(wave, pair.First.Cell), truth)),
        ];
        var shown = _cells.Select(cell => Name(cell.Weights.Keys)).ToHashSet();
        _hidden =
        [
            .. overall
                .Select(pair => (long[])[.. organisation.Weights(wave, pair.First.Cell).Keys.Order()])
                .Concat(_ratings.Keys.Select(group => (long[])[group]))
                .Select(groups => (long[])[.. groups.Where(group => _ratings[group].Count > 0)])
                .Where(groups =>
                    groups.Sum(group => _ratings[group].Count) is > 0 and < Simulated.MinimumGroup && !shown.Contains(Name(groups))
                )
                .DistinctBy(Name),
        ];
    }

    /// <summary>What stays open of each hidden group.</summary>
    public IEnumerable<Finding> Findings() => _hidden.Select(Of);

    private Finding Of(long[] groups)
    {
        var quick = Of(groups, Efforts[0]);
        return quick.Open >= 1 ? quick : Of(groups, Efforts[1]);
    }

    private Finding Of(long[] groups, (int Reach, int Steps) effort)
    {
        var people = groups.Sum(group => _ratings[group].Count);
        var truth = Ratings.Above(groups.SelectMany(group => _ratings[group]));
        var open = new List<int[]> { truth };
        foreach (var other in Ratings.AllOf(people).OrderBy(answers => Math.Abs(answers.Sum() - truth.Sum())))
        {
            if (open.Max(answers => answers.Sum()) - open.Min(answers => answers.Sum()) >= people)
            {
                break;
            }
            if (other.Sum() != truth.Sum() && HasWitness(groups, other, effort))
            {
                open.Add(other);
            }
        }
        return new(people, open);
    }

    private bool HasWitness(long[] groups, int[] other, (int Reach, int Steps) effort)
    {
        var answers = _ratings.ToDictionary(group => group.Key, group => Ratings.Above(group.Value));
        var left = new Queue<int>(
            Enumerable.Range(1, groups.Sum(group => _ratings[group].Count)).Select(person => 1 + other.Count(above => above >= person))
        );
        foreach (var group in groups)
        {
            answers[group] = Ratings.Above([.. Enumerable.Range(0, _ratings[group].Count).Select(_ => left.Dequeue())]);
        }
        return IsWitness(answers, groups, effort);
    }

    /// <summary>Lets single people of other groups rate otherwise until every figure is possible again.</summary>
    private bool IsWitness(Dictionary<long, int[]> answers, long[] fixedGroups, (int Reach, int Steps) effort)
    {
        var wrong = _cells.FindAll(cell => !cell.IsPossible(answers, effort.Reach));
        if (wrong.Count == 0 || effort.Steps == 0)
        {
            return wrong.Count == 0;
        }
        foreach (var group in wrong[0].Weights.Keys.Except(fixedGroups).OrderByDescending(group => wrong[0].Weights[group]))
        {
            var before = answers[group];
            foreach (var after in Ratings.Neighbours(_ratings[group].Count, before))
            {
                answers[group] = after;
                if (
                    _cells.FindAll(cell => !cell.IsPossible(answers, effort.Reach)).Count < wrong.Count
                    && IsWitness(answers, fixedGroups, (effort.Reach, effort.Steps - 1))
                )
                {
                    return true;
                }
            }
            answers[group] = before;
        }
        return false;
    }

    private static string Name(IEnumerable<long> groups) => string.Join(' ', groups.Order());
}
