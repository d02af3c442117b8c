using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// The wave of a small organisation made up from a seed: a tree of units, relationships of two journeys, reporting groups by unit and
/// employment, groups that all say the same, groups in which nobody answers. In some waves no number of customers is known.
/// </summary>
internal sealed class RandomWave
{
    private static readonly string?[] Kinds = ["permanent", "temporary", null];

    private static readonly Dictionary<long, Questionnaire> Journeys = new() { [1] = Journey("waiting", "quality"), [2] = Journey("waiting") };

    private readonly Random _random;
    private readonly bool _isHistory;
    private readonly Dictionary<long, long?> _parents = new() { [1] = null };
    private readonly List<FramedRelationship> _relationships = [];
    private readonly List<FramedGroup> _groups = [];
    private readonly Dictionary<(long Group, int Position, int Value), int> _answers = [];
    private readonly Dictionary<(long Group, bool Contact, int? TimeLost), int> _contacts = [];

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
        var frame = new PublicationFrame(
            Plan.Of(wave._relationships, wave._groups, wave._parents), wave._relationships, wave._groups, wave._parents, Journeys);
        return new(
            frame, [.. wave._answers.Select(row => new AnswerCount(row.Key.Group, row.Key.Position, row.Key.Value, row.Value))],
            [.. wave._contacts.Select(row => new ContactCount(row.Key.Group, row.Key.Contact, row.Key.TimeLost, row.Value))]);
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
            var (provider, customer) = (_random.Next(1, _parents.Count + 1), _random.Next(1, _parents.Count + 1));
            var (minimum, journey) = (provider == customer ? 7 : 5, _random.Next(1, 3));
            var first = _groups.Count;
            Groups(id, customer, minimum, journey);
            var invited = _groups.Skip(first).Sum(group => group.Invited);
            _relationships.Add(new(id, provider, customer, journey, journey, minimum, null, _isHistory ? null : _groups.Skip(first).Sum(group => group.Customers), invited));
        }
    }

    private void Groups(int relationship, int customer, int minimum, int journey)
    {
        var units = _parents.Where(unit => unit.Value == customer).Select(unit => unit.Key).Prepend(customer).ToList();
        var size = _random.Next(4) == 0 ? 3 : 26;
        foreach (var unit in units.Where(unit => unit == customer || _random.Next(3) > 0))
        {
            foreach (var kind in Kinds.Where(kind => kind is null && unit == customer || _random.Next(2) == 0))
            {
                var invited = minimum + _random.Next(size);
                var group = new FramedGroup(
                    _groups.Count + 1, relationship, unit, kind, _isHistory ? null : invited, _isHistory ? null : invited,
                    _isHistory ? null : invited * (_random.Next(4) == 0 ? 3 : 1));
                _groups.Add(group);
                Answer(group.Id, _random.Next(5) == 0 ? 0 : _random.Next(invited + 1), journey);
            }
        }
    }

    private void Answer(long group, int people, int journey)
    {
        var usual = _random.Next(1, 6);
        var spread = _random.Next(4);
        for (var person = 0; person < people; person++)
        {
            var contact = _random.Next(8) > 0;
            int? lost = contact && _random.Next(2) == 0 ? Rating() - 1 : null;
            Add(_contacts, (group, contact, lost));
            var items = Journeys[journey].Items;
            for (var position = 0; contact && position < items.Count; position++)
            {
                if (items[position].Key == Item.Overall || _random.Next(3) > 0)
                {
                    Add(_answers, (group, position, Rating()));
                }
            }
        }

        int Rating() => Math.Clamp(usual + _random.Next(-spread, spread + 1), 1, 5);
    }

    private static void Add<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    public static Questionnaire Journey(params string[] steps) => new()
    {
        Code = "J",
        Name = LocalizedText.Of("Journey"),
        BreakdownPoints = [.. steps.Select(step => new BreakdownPoint { Code = step, Name = LocalizedText.Of(step), Question = LocalizedText.Of(step) })],
        Questions = [new Question { Key = Item.Overall, Kind = QuestionKind.Rating, Text = LocalizedText.Of("Overall") }],
    };
}
