namespace Survey.Db.Waves.Sampling;

/// <summary>A person's place in a relationship's queue (rule C3): a fixed random permutation; each wave asks the next ones.</summary>
internal readonly record struct Rotation(long LastAsked, int Times, ulong Chance, int Person) : IComparable<Rotation>
{
    public int CompareTo(Rotation other) =>
        LastAsked != other.LastAsked ? LastAsked.CompareTo(other.LastAsked)
        // A wave that reached the queue's end asked people at its front a second time.
        : Times != other.Times ? Times.CompareTo(other.Times)
        : Chance != other.Chance ? Chance.CompareTo(other.Chance)
        : Person.CompareTo(other.Person);

    // Most cells ask few of many, so only the start of the queue is sorted.
    private const int FirstBatch = 64;
    private const int BatchGrowth = 8;

    private bool IsFirst => Times == 0;

    /// <summary>The candidates of a cell in queue order. People who were never asked come first, in batches sorted by hash.</summary>
    public static IEnumerable<int> Queue(OpeningSituation situation, AskedCell cell)
    {
        var relationship = situation.Relationships[cell.Relationship];
        var seed = SeededHash.Seed(relationship.Code);
        situation.Asked.TryGetValue(relationship.Id, out var asked);
        Rotation Of(int person)
        {
            var before = default(AskedBefore);
            asked?.TryGetValue(situation.People[person].Id, out before);
            return new(before.Last, before.Times, SeededHash.Of(seed, situation.People[person].Id, 0), person);
        }

        var share = ulong.MaxValue / (ulong)Math.Max(1, cell.Available);
        UInt128 from = 0,
            width = share * (UInt128)(2 * cell.Cell.Wanted + FirstBatch);
        while (from <= ulong.MaxValue)
        {
            var (least, below) = (from, from + width);
            foreach (var person in InOrder(turn => turn.IsFirst && turn.Chance >= least && turn.Chance < below))
            {
                yield return person;
            }
            (from, width) = (below, width * BatchGrowth);
        }
        foreach (var person in InOrder(turn => !turn.IsFirst))
        {
            yield return person;
        }

        IEnumerable<int> InOrder(Func<Rotation, bool> isNext)
        {
            var turns = new PriorityQueue<int, Rotation>(cell.Candidates.Select(Of).Where(isNext).Select(turn => (turn.Person, turn)));
            while (turns.TryDequeue(out var next, out _))
            {
                yield return next;
            }
        }
    }
}
