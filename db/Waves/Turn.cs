namespace Survey.Db.Waves;

/// <summary>
/// A person's place in the queue of a relationship (rule C3): a random permutation that never changes, of which each wave takes the
/// next ones. Whoever could not be asked stays in front.
/// </summary>
internal readonly record struct Turn(long LastAsked, int Times, ulong Chance, int Person) : IComparable<Turn>
{
    public int CompareTo(Turn other) =>
        LastAsked != other.LastAsked ? LastAsked.CompareTo(other.LastAsked)
        // When a wave went around the end of the queue, it asked some for the second time who stood at its front.
        : Times != other.Times ? Times.CompareTo(other.Times)
        : Chance != other.Chance ? Chance.CompareTo(other.Chance)
        : Person.CompareTo(other.Person);

    /// <summary>The candidates of a cell, who is first in turn first.</summary>
    public static IEnumerable<int> Queue(OpeningSituation situation, AskedCell cell)
    {
        var relationship = situation.Relationships[cell.Relationship];
        var seed = SeededHash.Seed(relationship.Code);
        situation.Asked.TryGetValue(relationship.Id, out var asked);
        Turn Of(int person)
        {
            var before = default(AskedBefore);
            asked?.TryGetValue(situation.People[person].Id, out before);
            return new(before.Last, before.Times, SeededHash.Of(seed, situation.People[person].Id, 0), person);
        }

        var turns = new PriorityQueue<int, Turn>(cell.Candidates.Select(person => (person, Of(person))));
        while (turns.TryDequeue(out var next, out _))
        {
            yield return next;
        }
    }
}
