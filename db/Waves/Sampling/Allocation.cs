namespace Survey.Db.Waves.Sampling;

/// <summary>Assigns people to cells, with a maximum of cells per person. Moves people between cells to make room.</summary>
/// <param name="strata">The stratum number of each person; people of equal description share it. -1: the person is not asked.</param>
internal sealed class Allocation(IReadOnlyList<int> strata, int cellsPerPerson, IReadOnlyList<AskedCell> cells)
{
    // Bounds the time when many relationships want the same people. After that some cells stay short although an assignment exists.
    private const long MaxSteps = 50_000_000;

    private readonly int[] _taken = new int[strata.Count];
    private readonly int[] _held = new int[strata.Count * cellsPerPerson];
    private readonly Dictionary<int, StratumCapacity> _strata = strata
        .CountBy(stratum => stratum)
        .ToDictionary(stratum => stratum.Key, stratum => new StratumCapacity(stratum.Value * cellsPerPerson));
    private long _free = (long)strata.Count(stratum => stratum >= 0) * cellsPerPerson;
    private long _steps;

    public ReadOnlySpan<int> Of(int person) => _held.AsSpan(person * cellsPerPerson, _taken[person]);

    public bool IsFull(int person) => _taken[person] == cellsPerPerson;

    /// <summary>Takes people from the queue who can hold one more cell, then moves others to make room. No other cell shrinks.</summary>
    /// <param name="queue">Null: all candidates of the cell, in any order.</param>
    /// <returns>How many people of the queue already held the maximum of cells.</returns>
    public int Fill(AskedCell cell, IEnumerable<int>? queue)
    {
        var full = queue is null ? cell.Parts.Sum(people => Take(people, cell)) : Take(queue, cell);
        while (_free > 0 && cell.IsShort && !cell.IsExhausted && MakeRoom(cell)) { }
        return full;
    }

    public void Take(int person, AskedCell cell)
    {
        _held[person * cellsPerPerson + _taken[person]++] = cell.Index;
        var stratum = _strata[strata[person]];
        stratum.Free--;
        _free--;
        stratum.Holders.Add(cell.Index);
        cell.Invited++;
    }

    public void Leave(int person, AskedCell cell)
    {
        var held = _held.AsSpan(person * cellsPerPerson, _taken[person]);
        held[held.IndexOf(cell.Index)] = held[^1];
        _taken[person]--;
        _strata[strata[person]].Free++;
        _free++;
        cell.Invited--;
    }

    private int Take(IEnumerable<int> queue, AskedCell cell)
    {
        var full = 0;
        foreach (var person in queue.TakeWhile(_ => cell.IsShort))
        {
            if (IsFull(person))
            {
                full++;
            }
            else
            {
                Take(person, cell);
            }
        }
        return full;
    }

    private int Take(int[] people, AskedCell cell) =>
        people.Length == 0 || !cell.IsShort ? 0
        : _strata[strata[people[0]]].Free == 0 ? people.Length
        : Take(people.AsEnumerable(), cell);

    /// <summary>Finds a shortest augmenting path that ends at a person with free capacity (Ford and Fulkerson 1956).</summary>
    /// <remarks>Cells that a failed search reached cannot help a later search. They become exhausted.</remarks>
    private bool MakeRoom(AskedCell start)
    {
        var reached = new Dictionary<int, (int Person, AskedCell From)> { [start.Index] = default };
        var waiting = new Queue<AskedCell>([start]);
        while (waiting.TryDequeue(out var cell))
        {
            foreach (
                var person in cell
                    .Parts.Where(people => people.Length > 0 && MayHelp(_strata[strata[people[0]]], reached))
                    .SelectMany(people => people)
            )
            {
                if (++_steps > MaxSteps)
                {
                    return false;
                }
                var held = Of(person);
                if (held.Contains(cell.Index))
                {
                    continue;
                }
                if (!IsFull(person))
                {
                    Take(person, cell);
                    MoveAlong(reached, cell, start);
                    return true;
                }
                foreach (var other in held)
                {
                    if (!cells[other].IsExhausted && reached.TryAdd(other, (person, cell)))
                    {
                        waiting.Enqueue(cells[other]);
                    }
                }
            }
        }
        foreach (var seen in reached.Keys)
        {
            cells[seen].IsExhausted = true;
        }
        return false;
    }

    private bool MayHelp(StratumCapacity stratum, Dictionary<int, (int Person, AskedCell From)> reached) =>
        stratum.Free > 0 || stratum.Holders.Any(cell => !cells[cell].IsExhausted && !reached.ContainsKey(cell));

    private void MoveAlong(Dictionary<int, (int Person, AskedCell From)> reached, AskedCell cell, AskedCell start)
    {
        while (cell != start)
        {
            var (person, from) = reached[cell.Index];
            Leave(person, cell);
            Take(person, from);
            cell = from;
        }
    }

    private sealed class StratumCapacity(int free)
    {
        public int Free { get; set; } = free;

        /// <summary>Every cell that asks somebody of the stratum. May hold cells that no longer do.</summary>
        public HashSet<int> Holders { get; } = [];
    }
}
