namespace Survey.Db.Waves;

/// <summary>People of the same finest description.</summary>
/// <param name="People">Positions of all of them, in order.</param>
/// <param name="Available">Of those who may be asked.</param>
internal sealed record Lot(long Unit, string Employment, int[] People, int[] Available)
{
    public Lot Without(Func<int, bool> people) =>
        this with
        {
            People = [.. People.Where(person => !people(person))],
            Available = [.. Available.Where(person => !people(person))],
        };
}

/// <summary>Whom each relationship serves (rules A7, A13), over everybody who is active.</summary>
internal sealed class Customers
{
    private readonly OpeningSituation _situation;
    private readonly Lot[] _lots;
    private readonly Dictionary<string, int> _byEmail;

    public Customers(OpeningSituation situation)
    {
        _situation = situation;
        _lots =
        [
            .. situation
                .People.Index()
                .GroupBy(person => (person.Item.UnitId, person.Item.Employment), person => person.Index)
                .OrderBy(lot => lot.Key.UnitId)
                .ThenBy(lot => lot.Key.Employment, StringComparer.Ordinal)
                .Select(lot => new Lot(
                    lot.Key.UnitId,
                    lot.Key.Employment,
                    [.. lot],
                    [.. lot.Where(person => situation.People[person].LeftOut is null)]
                )),
        ];
        LotOf = NumberLots(situation.People.Count);
        var leads = situation
            .Relationships.Where(relationship => relationship.IsWithinTeam)
            .Select(relationship => relationship.CustomerLead)
            .ToHashSet();
        _byEmail = situation
            .People.Index()
            .Where(person => leads.Contains(person.Item.Email))
            .ToDictionary(person => person.Item.Email, person => person.Index);
    }

    /// <summary>For each person who may be asked a number of their lot; -1 for the others.</summary>
    public int[] LotOf { get; }

    /// <summary>
    /// People of the customer unit and below, in lots of the same finest description; a provider's own people and those below are left
    /// out of a wider customer unit, and a team's lead is not asked about the team.
    /// </summary>
    public IEnumerable<(ReportingGroup Description, Lot Lot)> Of(OpeningRelationship relationship)
    {
        var lead = relationship is { IsWithinTeam: true, CustomerLead: { } email } ? _byEmail.GetValueOrDefault(email, -1) : -1;
        foreach (var lot in _lots.Where(lot => IsServed(lot.Unit, relationship)))
        {
            yield return (
                new(_situation.Units.ChildTowards(lot.Unit, relationship.CustomerUnitId), lot.Employment),
                lead >= 0 && Array.BinarySearch(lot.People, lead) >= 0 ? lot.Without(person => person == lead) : lot
            );
        }
    }

    private bool IsServed(long unit, OpeningRelationship relationship) =>
        _situation.Units.IsInOrBelow(unit, relationship.CustomerUnitId)
        && (
            relationship.IsWithinTeam
            || !_situation.Units.IsInOrBelow(relationship.ProviderUnitId, relationship.CustomerUnitId)
            || !_situation.Units.IsInOrBelow(unit, relationship.ProviderUnitId)
        );

    private int[] NumberLots(int people)
    {
        var numbers = new int[people];
        Array.Fill(numbers, -1);
        foreach (var (number, lot) in _lots.Index())
        {
            Array.ForEach(lot.Available, person => numbers[person] = number);
        }
        return numbers;
    }
}
