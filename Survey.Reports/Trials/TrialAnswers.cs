using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Trials;

namespace Survey.Reports.Trials;

/// <summary>Made-up answers of everybody who is invited, counted as the stored ones are. The same at each look.</summary>
internal sealed class TrialAnswers
{
    private const double Answering = 0.65;
    private const double Contact = 0.9;

    private readonly Dictionary<(long Group, int Position, int Value), int> _answers = [];
    private readonly Dictionary<(long Group, bool Contact, int? TimeLost), int> _contacts = [];
    private readonly Dictionary<long, Dictionary<string, AnswerPattern>> _patterns = [];
    private readonly List<AskedTogether> _askedTogether = [];
    private readonly TrialPerson _person = new();

    public TrialAnswers(TrialWave wave)
    {
        var groups = wave.Frame.Groups.ToDictionary(group => group.Id);
        foreach (var invitation in wave.Invitations.Where(_ => _person.Does(Answering)))
        {
            _askedTogether.Add(new([.. invitation], 1));
            foreach (var id in invitation)
            {
                Answer(wave.Frame, groups[id]);
            }
        }
    }

    public IReadOnlyList<AnswerCount> Answers =>
        [.. _answers.Select(row => new AnswerCount(row.Key.Group, row.Key.Position, row.Key.Value, row.Value))];

    public IReadOnlyList<ContactCount> Contacts =>
        [.. _contacts.Select(row => new ContactCount(row.Key.Group, row.Key.Contact, row.Key.TimeLost, row.Value))];

    public IReadOnlyList<AskedTogether> AskedTogether => _askedTogether;

    public IReadOnlyList<AnswerPattern> PatternsOf(long relationship) => [.. _patterns.GetValueOrDefault(relationship, []).Values];

    private void Answer(PublicationFrame frame, FramedGroup group)
    {
        if (!_person.Does(Contact))
        {
            Count(_contacts, (group.Id, false, null));
            return;
        }
        var questionnaire = frame.Questionnaires[frame.Relationship(group.RelationshipId).QuestionnaireId];
        var (answers, timeLost) = _person.Answer(questionnaire, group.RelationshipId);
        Count(_contacts, (group.Id, true, timeLost));
        foreach (var (position, answer) in answers.Index().Where(answer => answer.Item is not null))
        {
            Count(_answers, (group.Id, position, answer!.Value));
        }
        _patterns.TryAdd(group.RelationshipId, []);
        var alike = string.Join(' ', answers);
        var patterns = _patterns[group.RelationshipId];
        patterns[alike] = new(answers, 1 + (patterns.GetValueOrDefault(alike)?.People ?? 0));
    }

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
