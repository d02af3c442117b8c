using Survey.Db.People;

namespace Survey.Db.Waves;

/// <summary>People of the same unit and employment kind, as ascending positions; Available are those who may be asked.</summary>
internal sealed record Stratum(long Unit, Employment Employment, int[] People, int[] Available)
{
    public Stratum Without(Func<int, bool> people) =>
        this with
        {
            People = [.. People.Where(person => !people(person))],
            Available = [.. Available.Where(person => !people(person))],
        };
}

/// <summary>Active people whom each relationship serves (rules A7, A13).</summary>
internal sealed class Customers
{
    private readonly OpeningSituation _situation;
    private readonly Stratum[] _strata;
    private readonly Dictionary<string, int> _byEmail;

    public Customers(OpeningSituation situation)
    {
        _situation = situation;
        _strata =
        [
            .. situation
                .People.Index()
                .GroupBy(person => (person.Item.UnitId, person.Item.Employment), person => person.Index)
                .OrderBy(stratum => stratum.Key.UnitId)
                .ThenBy(stratum => stratum.Key.Employment.Text(), StringComparer.Ordinal)
                .Select(stratum => new Stratum(
                    stratum.Key.UnitId,
                    stratum.Key.Employment,
                    [.. stratum],
                    [.. stratum.Where(person => situation.People[person].LeftOut is null)]
                )),
        ];
        StratumOf = NumberStrata(situation.People.Count);
        var leads = situation
            .Relationships.Where(relationship => relationship.IsWithinTeam)
            .Select(relationship => relationship.CustomerLead)
            .ToHashSet();
        _byEmail = situation
            .People.Index()
            .Where(person => leads.Contains(person.Item.Email))
            .ToDictionary(person => person.Item.Email, person => person.Index);
    }

    /// <summary>The stratum number of each person who may be asked; -1 for the others.</summary>
    public int[] StratumOf { get; }

    /// <summary>Not asked are people in or below the provider unit (unless within a team) and, within a team, its lead.</summary>
    public IEnumerable<(ReportingGroup Description, Stratum Stratum)> Of(OpeningRelationship relationship)
    {
        var lead = relationship is { IsWithinTeam: true, CustomerLead: { } email } ? _byEmail.GetValueOrDefault(email, -1) : -1;
        foreach (var stratum in _strata.Where(stratum => IsServed(_situation.Units, stratum.Unit, relationship)))
        {
            yield return (
                new(_situation.Units.ChildTowards(stratum.Unit, relationship.CustomerUnitId), stratum.Employment),
                lead >= 0 && Array.BinarySearch(stratum.People, lead) >= 0 ? stratum.Without(person => person == lead) : stratum
            );
        }
    }

    internal static bool IsServed(UnitTree units, long unit, OpeningRelationship relationship) =>
        units.IsInOrBelow(unit, relationship.CustomerUnitId)
        && (
            relationship.IsWithinTeam
            || !units.IsInOrBelow(relationship.ProviderUnitId, relationship.CustomerUnitId)
            || !units.IsInOrBelow(unit, relationship.ProviderUnitId)
        );

    private int[] NumberStrata(int people)
    {
        var numbers = new int[people];
        Array.Fill(numbers, -1);
        foreach (var (number, stratum) in _strata.Index())
        {
            Array.ForEach(stratum.Available, person => numbers[person] = number);
        }
        return numbers;
    }
}
