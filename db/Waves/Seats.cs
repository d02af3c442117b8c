namespace Survey.Db.Waves;

/// <summary>Gives people to cells, at most so many cells to a person, and moves them about where that lets one more be asked.</summary>
internal sealed class Seats(int people, int seatsEach, IReadOnlyList<AskedCell> cells)
{
    // A plan must not take minutes because a thousand relationships want the same people: then some stay short that need not.
    private const long MostSteps = 50_000_000;

    private readonly int[] _taken = new int[people];
    private readonly int[] _held = new int[people * seatsEach];
    private long _free = (long)people * seatsEach;
    private long _steps;

    /// <summary>The cells that ask a person.</summary>
    public ReadOnlySpan<int> Of(int person) => _held.AsSpan(person * seatsEach, _taken[person]);

    public bool IsFull(int person) => _taken[person] == seatsEach;

    /// <summary>Asks those who are first in the queue and have a seat left; then makes room, as far as other cells lose nobody by it.</summary>
    /// <returns>How many of the queue had no seat left when their turn came.</returns>
    public int Fill(AskedCell cell, IEnumerable<int> queue)
    {
        if (_free == 0)
        {
            return cell.Available;
        }
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
        while (cell.IsShort && !cell.IsExhausted && MakeRoom(cell))
        {
        }
        return full;
    }

    public void Take(int person, AskedCell cell)
    {
        _held[person * seatsEach + _taken[person]++] = cell.Index;
        _free--;
        cell.Invited++;
    }

    public void Leave(int person, AskedCell cell)
    {
        var held = _held.AsSpan(person * seatsEach, _taken[person]);
        held[held.IndexOf(cell.Index)] = held[^1];
        _taken[person]--;
        _free++;
        cell.Invited--;
    }

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
            foreach (var person in cell.Candidates)
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
}
