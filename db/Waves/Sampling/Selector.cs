namespace Survey.Db.Waves.Sampling;

/// <summary>Selects who is asked about what. Relationships with priority come first, then those that waited longest.</summary>
/// <remarks>Then come those that need the largest share of their customers. The same seed gives the same selection. No I/O.</remarks>
public sealed class Selector
{
    private const int SmallestProvider = 3;

    private readonly OpeningSituation _situation;
    private readonly SelectionRules _rules;
    private readonly string?[] _reasons;
    private readonly int[] _customers;
    private readonly int[] _heldBack;
    private readonly int[] _quiet;
    private readonly ReportingGroup[][] _descriptions;
    private readonly int[][] _cellsOf;
    private readonly List<AskedCell> _cells = [];
    private readonly Dictionary<int[], int> _served = [];
    private readonly bool[] _isCustomer;
    private readonly Allocation _allocation;
    private readonly int[] _order;

    private Selector(OpeningSituation situation, SelectionRules rules, long seed)
    {
        (_situation, _rules) = (situation, rules);
        var count = situation.Relationships.Count;
        (_reasons, _customers, _heldBack, _quiet) = (new string?[count], new int[count], new int[count], new int[count]);
        _descriptions = new ReportingGroup[count][];
        _isCustomer = new bool[situation.People.Count];
        var customers = new Customers(situation);
        _cellsOf = MakeCells(customers);
        _allocation = new Allocation(customers.StratumOf, rules.MaxRelationships, _cells);
        _order =
        [
            .. Enumerable
                .Range(0, count)
                .Where(index => _reasons[index] is null)
                .OrderByDescending(index => situation.Relationships[index].Priority)
                .ThenBy(index => situation.Relationships[index].LastTurn ?? DateTimeOffset.MinValue)
                .ThenByDescending(index => _cellsOf[index].Sum(cell => _cells[cell].Cell.Wanted) / (double)_customers[index])
                // Random, so that at a shortage of people not the same relationship loses each time.
                .ThenBy(index => SeededHash.Of(seed, situation.Relationships[index].Id, 0)),
        ];
    }

    public static Selection Select(OpeningSituation situation, SelectionRules rules, long seed)
    {
        var selector = new Selector(situation, rules, seed);
        foreach (var relationship in selector._order)
        {
            selector._heldBack[relationship] = selector._cellsOf[relationship].Sum(selector.Fill);
        }
        while (selector.DropSmallest()) { }
        return selector.Result(seed);
    }

    public static int GroupOf(OpeningRelationship relationship, int minimumGroup) =>
        relationship.IsWithinTeam ? Math.Max(Thresholds.TeamGroup, minimumGroup) : minimumGroup;

    /// <returns>One of <see cref="NotAsked"/>; null: provider and customers are many enough.</returns>
    public static string? TooSmall(OpeningRelationship relationship, int staff, int customers, int minimumGroup) =>
        !relationship.IsPartner && staff < SmallestProvider ? NotAsked.SmallProvider
        : customers < GroupOf(relationship, minimumGroup) ? NotAsked.FewCustomers
        : null;

    private int[][] MakeCells(Customers customers)
    {
        var staff = _situation
            .People.SelectMany(person => _situation.Units.Line(person.UnitId))
            .CountBy(unit => unit)
            .ToDictionary(unit => unit.Key, unit => unit.Value);
        var pauses = _situation.Pauses.ToLookup(pause => pause.Relationship, pause => pause.Person);
        return
        [
            .. _situation.Relationships.Select(
                (relationship, index) =>
                {
                    var strata = customers.Of(relationship).ToList();
                    _descriptions[index] = [.. strata.Select(stratum => stratum.Description).Distinct()];
                    _customers[index] = strata.Sum(stratum => stratum.Stratum.People.Length);
                    _reasons[index] = TooSmall(
                        relationship,
                        staff.GetValueOrDefault(relationship.ProviderUnitId),
                        _customers[index],
                        _rules.MinimumGroup
                    ) ?? (relationship.LacksAnswers ? NotAsked.FewAnswers : null);
                    return _reasons[index] is null ? CellsOf(index, strata, pauses[relationship.Id].ToHashSet()) : [];
                }
            ),
        ];
    }

    private int[] CellsOf(int index, List<(ReportingGroup Description, Stratum Stratum)> strata, HashSet<long> paused)
    {
        var relationship = _situation.Relationships[index];
        var sizes = strata
            .GroupBy(stratum => stratum.Description)
            .ToDictionary(size => size.Key, size => size.Sum(stratum => stratum.Stratum.People.Length));
        var (cells, cellOf) = SamplingCells.Of(
            sizes,
            relationship.CustomerUnitId,
            GroupOf(relationship, _rules.MinimumGroup),
            relationship.Expectation,
            _rules.Precision
        );
        var candidates = cells.Select(_ => new List<int[]>()).ToArray();
        foreach (var (description, stratum) in strata)
        {
            candidates[cellOf[description]].Add(paused.Count == 0 ? stratum.Available : stratum.Without(IsPaused).Available);
            _quiet[index] += MarkCustomers(stratum.People);
        }
        var first = _cells.Count;
        _cells.AddRange(cells.Select((cell, place) => new AskedCell(first + place, index, cell, candidates[place])));
        return [.. Enumerable.Range(first, cells.Count)];

        bool IsPaused(int person) => paused.Contains(_situation.People[person].Id);
    }

    /// <returns>How many of them were invited within the quiet days.</returns>
    private int MarkCustomers(int[] people)
    {
        // Hundreds of relationships share the same arrays.
        if (!_served.TryGetValue(people, out var quiet))
        {
            Array.ForEach(people, person => _isCustomer[person] = true);
            _served[people] = quiet = people.Count(person => _situation.People[person].LeftOut == LeftOut.InvitedLately);
        }
        return quiet;
    }

    private int Fill(int index)
    {
        var cell = _cells[index];
        return _allocation.Fill(cell, cell.Cell.Wanted < cell.Available ? Rotation.Queue(_situation, cell) : null);
    }

    private int Invited(int relationship) => _cellsOf[relationship].Sum(cell => _cells[cell].Invited);

    /// <summary>Drops the relationship with the fewest people below its minimum, and offers its people to others.</summary>
    private bool DropSmallest()
    {
        var smallest = _order
            .Where(index => _reasons[index] is null && Invited(index) < GroupOf(_situation.Relationships[index], _rules.MinimumGroup))
            .OrderBy(Invited)
            .ThenBy(index => index)
            .Select(index => (int?)index)
            .FirstOrDefault();
        if (smallest is not { } dropped)
        {
            return false;
        }
        _reasons[dropped] =
            Invited(dropped) + _quiet[dropped] >= GroupOf(_situation.Relationships[dropped], _rules.MinimumGroup)
                ? NotAsked.Quiet
                : NotAsked.FewAvailable;
        foreach (var cell in _cellsOf[dropped].Select(index => _cells[index]).Where(cell => cell.Invited > 0))
        {
            foreach (var person in cell.Candidates.Where(person => _allocation.Of(person).Contains(cell.Index)))
            {
                _allocation.Leave(person, cell);
                Offer(person);
            }
        }
        return true;
    }

    private void Offer(int person)
    {
        foreach (
            var cell in _order.Where(index => _reasons[index] is null).SelectMany(index => _cellsOf[index]).Select(index => _cells[index])
        )
        {
            if (
                cell.IsShort
                && !_allocation.IsFull(person)
                && !_allocation.Of(person).Contains(cell.Index)
                && cell.Parts.Any(people => Array.BinarySearch(people, person) >= 0)
            )
            {
                _allocation.Take(person, cell);
            }
        }
    }

    private Selection Result(long seed)
    {
        var invited = _cells.Select(cell => new List<int>(cell.Invited)).ToArray();
        var perPerson = new int[_situation.People.Count][];
        for (var person = 0; person < perPerson.Length; person++)
        {
            foreach (var cell in _allocation.Of(person))
            {
                invited[cell].Add(person);
            }
            perPerson[person] = InPageOrder(person, seed);
        }
        return new Selection(
            [
                .. _situation.Relationships.Select(
                    (relationship, index) =>
                        new SelectedRelationship(
                            relationship,
                            _customers[index],
                            GroupOf(relationship, _rules.MinimumGroup),
                            _descriptions[index],
                            [.. _cellsOf[index].Select(cell => new SelectedCell(_cells[cell].Cell, invited[cell]))],
                            _heldBack[index],
                            _quiet[index],
                            _reasons[index]
                        )
                ),
            ],
            perPerson,
            CountLeftOut()
        );
    }

    /// <summary>In random order, so that no service always comes first.</summary>
    private int[] InPageOrder(int person, long seed)
    {
        var held = _allocation.Of(person);
        var relationships = new int[held.Length];
        for (var place = 0; place < held.Length; place++)
        {
            relationships[place] = _cells[held[place]].Relationship;
        }
        if (relationships.Length > 1)
        {
            Array.Sort(
                Array.ConvertAll(relationships, index =>
                    SeededHash.Of(seed, _situation.People[person].Id, _situation.Relationships[index].Id)
                ),
                relationships
            );
        }
        return relationships;
    }

    private LeftOutCounts CountLeftOut()
    {
        int Count(string reason) => _situation.People.Where((person, index) => _isCustomer[index] && person.LeftOut == reason).Count();
        return new LeftOutCounts(Count(LeftOut.Newcomer), Count(LeftOut.Leaver), Count(LeftOut.InvitedLately), Count(LeftOut.Unreachable));
    }
}
