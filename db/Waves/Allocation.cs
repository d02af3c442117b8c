namespace Survey.Db.Waves;

/// <summary>Gives people to cells, at most so many cells to a person, and moves them about where that lets one more be asked.</summary>
/// <param name="strata">For each person a number that those of the same finest description share, as each part of a cell does; -1: is not
/// asked.</param>
internal sealed class Allocation(IReadOnlyList<int> strata, int seatsEach, IReadOnlyList<AskedCell> cells)
{
    // A plan must not take minutes because a thousand relationships want the same people: then some stay short that need not.
    private const long MostSteps = 50_000_000;

    private readonly int[] _taken = new int[strata.Count];
    private readonly int[] _held = new int[strata.Count * seatsEach];
    private readonly Dictionary<int, LotSeats> _strata = strata
        .CountBy(stratum => stratum)
        .ToDictionary(stratum => stratum.Key, stratum => new LotSeats(stratum.Value * seatsEach));
    private long _free = (long)strata.Count(stratum => stratum >= 0) * seatsEach;
    private long _steps;

    /// <summary>The cells that ask a person.</summary>
    public ReadOnlySpan<int> Of(int person) => _held.AsSpan(person * seatsEach, _taken[person]);

    public bool IsFull(int person) => _taken[person] == seatsEach;

    /// <summary>
    /// Asks those who are first in the queue and have a seat left; then makes room, as far as other cells lose nobody by it.
    /// </summary>
    /// <param name="queue">Null: everybody of the cell, whoever is first.</param>
    /// <returns>How many of the queue had no seat left when their turn came.</returns>
    public int Fill(AskedCell cell, IEnumerable<int>? queue)
    {
        var full = queue is null ? cell.Parts.Sum(people => Take(people, cell)) : Take(queue, cell);
        while (_free > 0 && cell.IsShort && !cell.IsExhausted && MakeRoom(cell)) { }
        return full;
    }

    public void Take(int person, AskedCell cell)
    {
        _held[person * seatsEach + _taken[person]++] = cell.Index;
        var stratum = _strata[strata[person]];
        stratum.Free--;
        _free--;
        stratum.Holders.Add(cell.Index);
        cell.Invited++;
    }

    public void Leave(int person, AskedCell cell)
    {
        var held = _held.AsSpan(person * seatsEach, _taken[person]);
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

    /// <summary>
    /// The shortest chain of people who change cells and ends with one who has a seat left: an augmenting path (Ford and Fulkerson 1956).
    /// What a search without success has seen can never help a later one.
    /// </summary>
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
                if (++_steps > MostSteps)
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

    /// <summary>Somebody of the stratum has a seat left, or sits in a cell that was not searched yet.</summary>
    private bool MayHelp(LotSeats stratum, Dictionary<int, (int Person, AskedCell From)> reached) =>
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

    /// <param name="free">Allocation that nobody of the stratum has taken.</param>
    private sealed class LotSeats(int free)
    {
        public int Free { get; set; } = free;

        /// <summary>Every cell that asks somebody of the stratum, and some that did.</summary>
        public HashSet<int> Holders { get; } = [];
    }
}
