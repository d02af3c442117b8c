using Survey.Db.Languages;
using Survey.Db.People;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Reports.Disclosure;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The wave of a made-up organisation: who rated whom how, and what the product publishes of it.</summary>
internal sealed class AuditOrganisation
{
    private const long Root = 1;
    private static readonly Employment[] Kinds = [Employment.Permanent, Employment.Temporary, Employment.Contractor];

    private static readonly Questionnaire Questions = new()
    {
        Code = "J",
        Name = LocalizedText.Of("J"),
        BreakdownPoints = [],
        Questions =
        [
            new Question
            {
                Key = Item.Overall,
                Kind = QuestionKind.Rating,
                Text = LocalizedText.Of("J"),
            },
        ],
    };

    private readonly Dictionary<long, long?> _parents = new() { [Root] = null };
    private readonly List<FramedRelationship> _relationships = [];
    private readonly List<FramedGroup> _groups = [];
    private readonly List<PublicationCell> _cells = [];

    /// <summary>The ratings of each reporting group, by its id.</summary>
    public Dictionary<long, List<int>> Ratings { get; } = [];

    public Dictionary<long, int> NoContact { get; } = [];

    public PublicationFrame Frame =>
        new("wave", _cells, _relationships, _groups, _parents, new Dictionary<long, Questionnaire> { [1] = Questions });

    /// <summary>One to five services of up to three providers, for everybody or for one of two to six teams.</summary>
    public static AuditOrganisation Random(int seed)
    {
        var made = new Simulated(seed);
        var random = made.Random;
        var organisation = new AuditOrganisation();
        var sizes = Enumerable
            .Range(0, random.Next(2, 7))
            .ToDictionary(
                team => 10L + team,
                _ => Math.Max(1, (int)Math.Round(Math.Exp(MathNet.Numerics.Distributions.Normal.Sample(random, 1.8, 0.8))))
            );
        foreach (var team in sizes.Keys)
        {
            organisation.Unit(team, Root);
        }
        organisation.Unit(50, Root);
        var providers = random.Next(1, 4);
        Enumerable.Range(51, providers).ToList().ForEach(unit => organisation.Unit(unit, 50));
        for (var service = random.Next(1, 6); service > 0; service--)
        {
            var customers = random.Next(10) < 7 ? Root : sizes.Keys.ElementAt(random.Next(sizes.Count));
            var kinds = random.Next(1, 4);
            var invited = sizes
                .Where(team => customers == Root || team.Key == customers)
                .SelectMany(team =>
                    Enumerable
                        .Range(0, team.Value)
                        .Select(_ => new ReportingGroup(team.Key, Kinds[Math.Min(kinds - 1, Math.Max(0, random.Next(10) - 6))]))
                )
                .ToList();
            if (invited.Count >= Simulated.MinimumGroup)
            {
                organisation.Service(51 + random.Next(providers), customers, invited, made, 0.3 + 0.7 * random.NextDouble());
            }
        }
        organisation.RollUps();
        return organisation;
    }

    public void Unit(long unit, long parent) => _parents[unit] = parent;

    /// <summary>Everybody is asked; some answer.</summary>
    public void Service(long provider, long customers, IReadOnlyList<ReportingGroup> invited, Simulated made, double answering)
    {
        var id = _relationships.Count + 1;
        var ratings = made.Rate(invited.Count);
        foreach (
            var group in ReportingGroups
                .Coarsen(invited, customers, Simulated.MinimumGroup)
                .Select((group, person) => (group, person))
                .GroupBy(row => row.group, row => row.person)
        )
        {
            var answered = group.Where(_ => made.Random.NextDouble() < answering).ToList();
            Group(id, group.Key, group.Count(), [.. answered.Where(_ => made.Random.Next(10) > 0).Select(person => ratings[person])]);
            NoContact[_groups.Count] = answered.Count - Ratings[_groups.Count].Count;
        }
        Relationship(id, provider, customers, invited.Count);
    }

    public void Group(long relationship, ReportingGroup group, int invited, List<int> ratings)
    {
        var id = _groups.Count + 1;
        _groups.Add(new(id, relationship, group.CustomerUnitId, group.Employment, invited, invited, invited));
        Ratings[id] = ratings;
        NoContact[id] = 0;
    }

    /// <summary>After its groups.</summary>
    public void Relationship(long id, long provider, long customers, int invited)
    {
        _relationships.Add(new(id, provider, customers, 1, 1, Simulated.MinimumGroup, null, invited, invited, invited));
        Cell(CellKind.Relationship, relationship: id);
        foreach (
            var unit in _groups
                .Where(group => group.RelationshipId == id && group.CustomerUnitId != customers)
                .Select(group => group.CustomerUnitId)
                .Distinct()
        )
        {
            Cell(CellKind.RelationshipUnit, relationship: id, customer: unit);
        }
        foreach (
            var kind in _groups.Where(group => group.RelationshipId == id).Select(group => group.Employment).OfType<Employment>().Distinct()
        )
        {
            Cell(CellKind.RelationshipEmployment, relationship: id, employment: kind);
        }
    }

    /// <summary>Providers and customers up the tree, pairs, the organisation.</summary>
    public void RollUps()
    {
        foreach (var (provider, customer) in _relationships.Select(row => (row.ProviderUnitId, row.CustomerUnitId)).Distinct())
        {
            Cell(CellKind.Pair, provider: provider, customer: customer);
        }
        foreach (var unit in _relationships.SelectMany(row => Line(row.ProviderUnitId)).Distinct())
        {
            Cell(CellKind.Provider, provider: unit);
        }
        foreach (var unit in _relationships.SelectMany(row => Line(row.CustomerUnitId)).Distinct())
        {
            Cell(CellKind.Customer, customer: unit);
        }
        if (_relationships.Count > 0)
        {
            Cell(CellKind.Organisation);
        }
    }

    public WaveFigures Publish(Survey.Db.Settings.FigureKey key, string wave = "wave") =>
        WaveFigures.Of(
            Frame with
            {
                Wave = wave,
            },
            [
                .. Ratings.SelectMany(group =>
                    group.Value.CountBy(rating => rating).Select(rating => new AnswerCount(group.Key, 0, rating.Key, rating.Value))
                ),
            ],
            [
                .. Ratings.Select(group => new ContactCount(group.Key, true, null, group.Value.Count)),
                .. NoContact.Select(group => new ContactCount(group.Key, false, null, group.Value)),
            ],
            null,
            new CellBlur(key, wave)
        );

    /// <summary>
    /// The groups of a cell, with the weight of one answer relative to the heaviest. A relationship's weight is its number of customers.
    /// </summary>
    public Dictionary<long, double> Weights(WaveFigures wave, PublicationCell cell)
    {
        var frame = Frame;
        if (cell.RelationshipId is not null)
        {
            return frame.GroupsOf(cell).ToDictionary(group => group.Id, _ => 1.0);
        }
        var each = new RollUpTree(frame)
            .RelationshipsOf(cell)
            .Select(row => (Groups: frame.GroupsOf(row.RelationshipId), Customers: wave.Participation.WeightOf(row.RelationshipId)))
            .Select(row => (row.Groups, row.Customers, Answers: row.Groups.Sum(group => Ratings[group.Id].Count)))
            .Select(row => (row.Groups, Weight: (row.Customers ?? row.Answers) / Math.Max(1, row.Answers)))
            .ToList();
        var heaviest = each.Where(row => row.Groups.Any(group => Ratings[group.Id].Count > 0))
            .Select(row => row.Weight)
            .DefaultIfEmpty(1)
            .Max();
        return each.SelectMany(row => row.Groups, (row, group) => (group.Id, row.Weight))
            .ToDictionary(row => row.Id, row => heaviest > 0 ? row.Weight / heaviest : 0);
    }

    private IEnumerable<long> Line(long unit)
    {
        for (long? above = unit; above is { } id; above = _parents[id])
        {
            yield return id;
        }
    }

    private void Cell(
        CellKind kind,
        long? relationship = null,
        long? provider = null,
        long? customer = null,
        Employment? employment = null
    ) => _cells.Add(new(_cells.Count + 1, 1, kind, relationship, provider, customer, employment, Simulated.MinimumGroup, null, null));
}
