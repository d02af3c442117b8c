namespace Survey.Db.Waves;

/// <summary>
/// Chooses who is asked about what: everybody who may be, at most so many relationships each, those not asked the longest first.
/// The same seed gives the same choice. Nothing is read or written here.
/// </summary>
public sealed class Selector
{
    private const int SmallestProvider = 3;
    private const int SmallestTeamGroup = 7;

    private readonly OpeningSituation _situation;
    private readonly int _maxRelationships;
    private readonly int _minimumGroup;
    private readonly long _seed;
    private readonly Dictionary<long, int[]> _servedUnits;
    private readonly int[] _customers;
    private readonly int[] _invited;
    private readonly string?[] _reasons;
    private readonly int[][] _chosen;

    private Selector(OpeningSituation situation, int minimumGroup, int maxRelationships, long seed)
    {
        (_situation, _minimumGroup, _maxRelationships, _seed) = (situation, minimumGroup, maxRelationships, seed);
        _servedUnits = situation.Units.Units.ToDictionary(unit => unit, Serving);
        _customers = new int[situation.Relationships.Count];
        _invited = new int[situation.Relationships.Count];
        _reasons = new string?[situation.Relationships.Count];
        _chosen = new int[situation.People.Count][];
    }

    public static Selection Select(OpeningSituation situation, int minimumGroup, int maxRelationships, long seed)
    {
        var selector = new Selector(situation, minimumGroup, maxRelationships, seed);
        selector.CountCustomers();
        selector.RefuseSmall();
        for (var person = 0; person < situation.People.Count; person++)
        {
            selector.Choose(person);
        }
        while (selector.DropSmallest())
        {
        }
        return selector.Result();
    }

    /// <summary>The fewest people who may share a group: more within a team, where everybody knows everybody.</summary>
    public static int GroupOf(OpeningRelationship relationship, int minimumGroup) =>
        relationship.IsWithinTeam ? Math.Max(SmallestTeamGroup, minimumGroup) : minimumGroup;

    /// <summary>Relationships whose customers are people of this unit; a provider's own people are left out of a wider customer unit.</summary>
    private int[] Serving(long unit) =>
        [.. Enumerable.Range(0, _situation.Relationships.Count).Where(index =>
        {
            var relationship = _situation.Relationships[index];
            return _situation.Units.IsInOrBelow(unit, relationship.CustomerUnitId)
                && (relationship.IsWithinTeam
                    || !_situation.Units.IsInOrBelow(relationship.ProviderUnitId, relationship.CustomerUnitId)
                    || !_situation.Units.IsInOrBelow(unit, relationship.ProviderUnitId));
        })];

    private static bool Serves(OpeningRelationship relationship, OpeningPerson person) =>
        !relationship.IsWithinTeam || person.Email != relationship.CustomerLead;

    private void CountCustomers()
    {
        foreach (var person in _situation.People)
        {
            foreach (var index in _servedUnits[person.UnitId])
            {
                _customers[index] += Serves(_situation.Relationships[index], person) ? 1 : 0;
            }
        }
    }

    private void RefuseSmall()
    {
        var staff = _situation.People.SelectMany(person => _situation.Units.Line(person.UnitId))
            .CountBy(unit => unit).ToDictionary(unit => unit.Key, unit => unit.Value);
        foreach (var (index, relationship) in _situation.Relationships.Index())
        {
            _reasons[index] =
                !relationship.IsPartner && staff.GetValueOrDefault(relationship.ProviderUnitId) < SmallestProvider ? NotAsked.SmallProvider
                : _customers[index] < GroupOf(relationship, _minimumGroup) ? NotAsked.FewCustomers
                : null;
        }
    }

    private void Choose(int index)
    {
        var person = _situation.People[index];
        _chosen[index] = person.OptedOut || person.Quiet ? [] : [.. _servedUnits[person.UnitId]
            .Where(relationship => _reasons[relationship] is null && MayAsk(person, _situation.Relationships[relationship]))
            .Select(relationship => (Relationship: relationship, Place: Place(person.Id, _situation.Relationships[relationship].Id)))
            .OrderBy(candidate => candidate.Place)
            .Take(_maxRelationships)
            // On the page the order is chance alone, so that no service always comes first.
            .OrderBy(candidate => candidate.Place.Chance)
            .Select(candidate => candidate.Relationship)];
        foreach (var relationship in _chosen[index])
        {
            _invited[relationship]++;
        }
    }

    private bool MayAsk(OpeningPerson person, OpeningRelationship relationship) =>
        Serves(relationship, person) && !_situation.Pauses.Contains((person.Id, relationship.Id));

    /// <summary>The longest not asked comes first; among equals, chance.</summary>
    private (int LastAsked, ulong Chance) Place(long person, long relationship) =>
        (_situation.LastAsked.TryGetValue((person, relationship), out var day) ? day.DayNumber : 0,
            SeededHash.Of(_seed, person, relationship));

    /// <summary>
    /// Gives up the relationship with the fewest people under its minimum and lets those people choose again, which can only
    /// bring more people to the others.
    /// </summary>
    private bool DropSmallest()
    {
        var smallest = Enumerable.Range(0, _invited.Length)
            .Where(index => _reasons[index] is null && _invited[index] < GroupOf(_situation.Relationships[index], _minimumGroup))
            .OrderBy(index => _invited[index]).ThenBy(index => index)
            .Select(index => (int?)index).FirstOrDefault();
        if (smallest is not { } dropped)
        {
            return false;
        }
        _reasons[dropped] = NotAsked.FewAvailable;
        for (var person = 0; _invited[dropped] > 0 && person < _chosen.Length; person++)
        {
            if (Array.IndexOf(_chosen[person], dropped) >= 0)
            {
                ChooseAgain(person);
            }
        }
        return true;
    }

    private void ChooseAgain(int person)
    {
        foreach (var relationship in _chosen[person])
        {
            _invited[relationship]--;
        }
        Choose(person);
    }

    private Selection Result()
    {
        var invited = _invited.Select(count => new List<int>(count)).ToArray();
        foreach (var (person, relationships) in _chosen.Index())
        {
            Array.ForEach(relationships, relationship => invited[relationship].Add(person));
        }
        var heldBack = _situation.People.Count(person =>
            person.Quiet && _servedUnits[person.UnitId].Any(index => _reasons[index] is null && Serves(_situation.Relationships[index], person)));
        return new Selection(
            [.. _situation.Relationships.Select((relationship, index) => new SelectedRelationship(
                relationship, _customers[index], GroupOf(relationship, _minimumGroup), invited[index], _reasons[index]))],
            _chosen, heldBack);
    }
}
