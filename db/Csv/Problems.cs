using System.Globalization;

namespace Survey.Db.Csv;

/// <summary>Keeps the first hundred problems by line and counts the rest.</summary>
public sealed class Problems
{
    internal const int Listed = 100;

    private readonly FirstSentences _problems = new();
    private readonly FirstSentences _warnings = new();

    public int Count => _problems.Count;

    /// <summary>Warnings do not stop an import.</summary>
    public IReadOnlyList<string> Warnings => _warnings.List();

    /// <param name="column">Null: the problem concerns the whole row.</param>
    public void Add(int line, string? column, string text) => _problems.Add(line, column, text);

    public void Warn(int line, string? column, string text) => _warnings.Add(line, column, text);

    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new RefusedException(_problems.List());
        }
    }

    private sealed class FirstSentences
    {
        private static readonly Comparer<(int Line, int Order)> LastFirst = Comparer<(int Line, int Order)>.Create(
            (a, b) => b.CompareTo(a)
        );
        private readonly PriorityQueue<string, (int Line, int Order)> _first = new(LastFirst);

        public int Count { get; private set; }

        public void Add(int line, string? column, string text)
        {
            var sentence = column is null ? $"line {line}: {text}" : $"line {line}: {column}: {text}";
            _first.Enqueue(sentence, (line, Count++));
            if (_first.Count > Listed)
            {
                _first.Dequeue();
            }
        }

        public IReadOnlyList<string> List()
        {
            IReadOnlyList<string> sentences = [.. _first.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
            return Count > Listed ? [.. sentences, string.Create(CultureInfo.InvariantCulture, $"... and {Count - Listed:N0} more")]
                : Count > 0 ? sentences
                : [];
        }
    }
}
