using Survey.Db.Languages;

namespace Survey.Db.Csv;

/// <summary>Keeps the first hundred problems by line and counts the rest.</summary>
public sealed class Problems
{
    internal const int Listed = 100;

    private readonly FirstProblems _problems = new();
    private readonly FirstProblems _warnings = new();

    public int Count => _problems.Count;

    /// <summary>Warnings do not stop an import.</summary>
    public IReadOnlyList<Problem> Warnings => _warnings.List();

    /// <param name="column">Null: the problem concerns the whole row.</param>
    public void Add(int line, string? column, Sentence sentence) => _problems.Add(new Problem(line, column, sentence), line);

    public void Warn(int line, string? column, Sentence sentence) => _warnings.Add(new Problem(line, column, sentence), line);

    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new RefusedException(_problems.List());
        }
    }

    private sealed class FirstProblems
    {
        private static readonly Comparer<(int Line, int Order)> LastFirst = Comparer<(int Line, int Order)>.Create(
            (a, b) => b.CompareTo(a)
        );
        private readonly PriorityQueue<Problem, (int Line, int Order)> _first = new(LastFirst);

        public int Count { get; private set; }

        public void Add(Problem problem, int line)
        {
            _first.Enqueue(problem, (line, Count++));
            if (_first.Count > Listed)
            {
                _first.Dequeue();
            }
        }

        public IReadOnlyList<Problem> List()
        {
            IReadOnlyList<Problem> problems = [.. _first.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
            return Count > Listed ? [.. problems, new Problem(null, null, new("problems.more", Count - Listed))]
                : Count > 0 ? problems
                : [];
        }
    }
}
