using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>A wave with its answers, as publishing reads it.</summary>
internal sealed record MadeWave(PublicationFrame Frame, IReadOnlyList<AnswerCount> Answers, IReadOnlyList<ContactCount> Contacts)
{
    /// <summary>Who answered what together; empty where only the counts are known.</summary>
    public IReadOnlyList<MadeResponse> Responses { get; private init; } = [];

    /// <summary>Who was asked together, of those who answered; null: not known (history).</summary>
    public IReadOnlyList<AskedTogether>? AskedTogether { get; init; }

    public static MadeWave Of(PublicationFrame frame, IReadOnlyList<MadeResponse> responses, IReadOnlyList<AskedTogether>? askedTogether) =>
        new(frame, MadeResponse.Answered(responses), MadeResponse.Contacts(responses)) { Responses = responses, AskedTogether = askedTogether };

    public long RelationshipOf(long group) => (_relationshipOf ??= Frame.Groups.ToDictionary(row => row.Id, row => row.RelationshipId))[group];

    private Dictionary<long, long>? _relationshipOf;

    public MadeWave Saying(IReadOnlyList<MadeResponse> responses) => Of(Frame, responses, AskedTogether);

    public WaveFigures Figures() => WaveFigures.Of(Frame, Answers, Contacts, AskedTogether);

    /// <summary>Of what was published of it.</summary>
    public IEnumerable<PublishedParticipation> Participation(WaveFigures wave)
    {
        var people = AskedTogether?.Sum(set => set.People);
        return Survey.Reports.Publishing.Participation.Of(Frame, wave.Answers, wave.Figures, people * 3 / 2, people);
    }

    /// <summary>The same with one answer of a group in place of one of another.</summary>
    public MadeWave Exchange(string item, (long Group, int Value) one, (long Group, int Value) other) =>
        With(item, (one, -1), (other, -1), ((one.Group, other.Value), 1), ((other.Group, one.Value), 1));

    /// <summary>The same with another answer of a group in place of one.</summary>
    public MadeWave Instead(string item, long group, int answer, int other) => With(item, ((group, answer), -1), ((group, other), 1));

    /// <summary>The same with one answer of a group more.</summary>
    public MadeWave More(string item, long group, int answer) => With(item, ((group, answer), 1));

    /// <summary>The same with two answers of a group nearer to each other, by one value each.</summary>
    public MadeWave Narrow(string item, long group, int low, int high) =>
        With(item, ((group, low), -1), ((group, high), -1), ((group, low + 1), 1), ((group, high - 1), 1));

    /// <summary>The same with nothing said of the work time lost by a relationship.</summary>
    public MadeWave WithoutTimeLost(long relationship)
    {
        var groups = Frame.GroupsOf(relationship).Select(group => group.Id).ToHashSet();
        return this with { Contacts = [.. Contacts.Select(row => groups.Contains(row.ReportingGroupId) ? row with { TimeLost = null } : row)] };
    }

    private MadeWave With(string item, params ((long Group, int Value) Answer, int More)[] changes) => this with
    {
        Answers = [.. changes.Select(row => new AnswerCount(row.Answer.Group, Position(row.Answer.Group, item), row.Answer.Value, row.More))
            .Concat(Answers).GroupBy(row => (row.ReportingGroupId, row.Position, row.Value))
            .Select(row => new AnswerCount(row.Key.ReportingGroupId, row.Key.Position, row.Key.Value, row.Sum(count => count.Count)))
            .Where(row => row.Count > 0)],
    };

    /// <summary>Of an item among the questions of a group.</summary>
    public int Position(long group, string item)
    {
        var relationship = Frame.Relationship(RelationshipOf(group));
        return Frame.Questionnaires[relationship.QuestionnaireId].Items.Index().First(row => row.Item.Key == item).Index;
    }

    /// <summary>Answers per value; several choices option by option.</summary>
    public Dictionary<(long Group, string Item), int[]> Truth()
    {
        var truth = new Dictionary<(long Group, string Item), int[]>();
        foreach (var group in Frame.Groups)
        {
            var questionnaire = Frame.Questionnaires[Frame.Relationship(group.RelationshipId).QuestionnaireId];
            foreach (var row in Answers.Where(row => row.ReportingGroupId == group.Id && row.Value != Item.DoesNotApply))
            {
                foreach (var (item, scale, value) in AuditedScale.Read(questionnaire, row.Position, row.Value))
                {
                    Count(group.Id, item, scale, value, row.Count);
                }
            }
        }
        foreach (var row in Contacts.Where(row => row.TimeLost is not null))
        {
            Count(row.ReportingGroupId, WaveAnswers.TimeLost, AuditedScale.TimeLost, row.TimeLost!.Value, row.Count);
        }
        return truth;

        void Count(long group, string item, AuditedScale scale, int value, int people)
        {
            truth.TryAdd((group, item), new int[scale.Values]);
            truth[(group, item)][value - scale.Lowest] += people;
        }
    }
}
