using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// The wave of a small organisation made up from a seed: a tree of units, relationships of two journeys, reporting groups by unit and
/// employment, groups that all say the same, groups in which nobody answers, relationships that leave nothing out. In some waves no number
/// of customers is known.
/// </summary>
internal sealed class RandomWave
{
    private static readonly string?[] Kinds = ["permanent", "temporary", null];

    private const long Others = 9;

    private readonly Random _random;
    private readonly bool _isHistory;
    private readonly Dictionary<long, long?> _parents = new() { [1] = null };
    private readonly List<FramedRelationship> _relationships = [];
    private readonly List<FramedGroup> _groups = [];
    private readonly List<MadeResponse> _responses = [];

    private RandomWave(int seed)
    {
        _random = new Random(seed);
        _isHistory = _random.Next(3) == 0;
    }

    public static MadeWave Of(int seed)
    {
        var wave = new RandomWave(seed);
        wave.Units(wave._random.Next(3, 9));
        wave.Relationships(wave._random.Next(2, 13));
        return wave.Made(seed);
    }

    /// <summary>A wave of services for everybody, with two steps: large enough, with many others in one unit, to tell what goes along with what.</summary>
    public static MadeWave OfServices(int seed)
    {
        var wave = new RandomWave(seed);
        wave.Units(8);
        foreach (var id in Enumerable.Range(1, wave._random.Next(1, 4)))
        {
            wave.Relationship(id, 3, 1, 1, many: 70);
        }
        return wave.Made(seed);
    }

    private MadeWave Made(int seed)
    {
        var frame = new PublicationFrame(Plan.Of(_relationships, _groups, _parents), _relationships, _groups, _parents, RandomJourney.All);
        return MadeWave.Of(frame, _responses, _isHistory ? null : RandomInvitations.Of(new Random(seed), frame, _responses));
    }

    private void Units(int count)
    {
        for (var unit = 2; unit <= count; unit++)
        {
            _parents[unit] = unit <= 3 ? 1 : _random.Next(1, 4);
        }
    }

    private void Relationships(int count)
    {
        for (var id = 1; id <= count; id++)
        {
            Relationship(id, _random.Next(1, _parents.Count + 1), _random.Next(1, _parents.Count + 1), _random.Next(1, 3));
        }
    }

    /// <param name="many">Invited people of one unit more, of whom most answer.</param>
    private void Relationship(int id, long provider, long customer, int journey, int many = 0)
    {
        var minimum = provider == customer ? 7 : 5;
        var first = _groups.Count;
        var answers = new RandomJourney(_random, journey);
        Groups(id, customer, minimum, answers);
        if (many > 0)
        {
            _parents[Others] = 1;
            Group(id, Others, null, many, answers, many - _random.Next(10));
        }
        var invited = _groups.Skip(first).Sum(group => group.Invited);
        _relationships.Add(new(id, provider, customer, journey, journey, minimum, null, _isHistory ? null : _groups.Skip(first).Sum(group => group.Customers), invited));
    }

    private void Groups(int relationship, long customer, int minimum, RandomJourney journey)
    {
        var units = _parents.Where(unit => unit.Value == customer && unit.Key != Others).Select(unit => unit.Key).Prepend(customer).ToList();
        var size = _random.Next(4) == 0 ? 3 : 26;
        foreach (var unit in units.Where(unit => unit == customer || _random.Next(3) > 0))
        {
            foreach (var kind in Kinds.Where(kind => kind is null && unit == customer || _random.Next(2) == 0))
            {
                var invited = minimum + _random.Next(size);
                Group(relationship, unit, kind, invited, journey, null);
            }
        }
    }

    /// <param name="answers">Null: by chance.</param>
    private void Group(int relationship, long unit, string? kind, int invited, RandomJourney journey, int? answers)
    {
        var group = new FramedGroup(
            _groups.Count + 1, relationship, unit, kind, _isHistory ? null : invited, _isHistory ? null : invited,
            _isHistory ? null : invited * (_random.Next(4) == 0 ? 3 : 1));
        _groups.Add(group);
        _responses.AddRange(journey.Answer(group.Id, answers ?? (_random.Next(5) == 0 ? 0 : _random.Next(invited + 1))));
    }
}
