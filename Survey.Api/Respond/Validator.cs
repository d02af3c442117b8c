using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Decides whether input can be stored, for the form and for JSON.</summary>
internal static class Validator
{
    /// <param name="language">Of the page; comments are assumed to be in it.</param>
    /// <returns>A submission, or at least one problem.</returns>
    public static (Submission? Submission, IReadOnlyList<ValidationError> Problems) Check(
        InvitationForm form,
        FormInput input,
        string language
    )
    {
        var problems = new List<ValidationError>();
        if (input.HasForeign || input.Relationships.Keys.Any(code => !IsAsked(form, code)))
        {
            problems.Add(new ValidationError(null, null, "foreign"));
        }
        var checks = form
            .Relationships.Where(relationship => input.Relationships.ContainsKey(relationship.Code))
            .Select(relationship => new RelationshipCheck(relationship, input.Of(relationship.Code), form.PersonName, problems))
            .ToList();
        if (problems.Count == 0 && !checks.Any(check => check.IsAnswered))
        {
            problems.Add(new ValidationError(null, null, "nothing"));
        }
        return problems.Count > 0 ? (null, problems) : (Submission(form, checks, language, input.Receipt), []);
    }

    /// <summary>What the submission leaves empty. "No contact" is an answer.</summary>
    public static IReadOnlyList<AskedRelationship> Unrated(InvitationForm form, Submission submission) =>
        [
            .. form.Relationships.Where(relationship =>
                submission.Responses.All(response => response.RelationshipId != relationship.RelationshipId)
            ),
        ];

    private static bool IsAsked(InvitationForm form, string code) =>
        form.Relationships.Any(relationship => relationship.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    private static Submission Submission(InvitationForm form, List<RelationshipCheck> checks, string language, Guid? receipt) =>
        new(
            form.InvitationId,
            form.WaveId,
            form.PersonId,
            language,
            [.. checks.Where(check => check.IsAnswered).Select(check => check.Response)],
            [.. checks.SelectMany(check => check.Comments)],
            [.. checks.SelectMany(check => check.Notes)],
            [.. checks.Where(check => check.IsPaused).Select(check => check.RelationshipId)]
        )
        {
            Receipt = receipt ?? Guid.NewGuid(),
        };
}

internal sealed class RelationshipCheck
{
    private readonly AskedRelationship _relationship;
    private readonly RelationshipInput _entries;
    private readonly List<ValidationError> _problems;
    private readonly int?[] _answers;
    private readonly List<GivenComment> _comments = [];
    private readonly List<GivenNote> _notes = [];
    private int? _timeLost;

    public RelationshipCheck(AskedRelationship relationship, RelationshipInput input, string personName, List<ValidationError> problems)
    {
        _relationship = relationship;
        _entries = input;
        _problems = problems;
        _answers = new int?[relationship.Questionnaire.Items.Count];
        if (!input.NoContact)
        {
            ReadAnswers();
            ReadTimeLost();
            ReadComments(personName);
            AskForWhatIsMissing();
        }
        ReadNote("contact", Fields.ContactMe, input.ContactMe, personName);
        ReadNote("thanks", Fields.Thanks, input.Thanks, null);
    }

    public long RelationshipId => _relationship.RelationshipId;

    public bool IsAnswered =>
        _entries.NoContact || _timeLost is not null || _comments.Count > 0 || _answers.Any(answer => answer is not null);

    public bool IsPaused => _entries.NotForAYear;

    public GivenResponse Response => new(RelationshipId, _relationship.ReportingGroupId, !_entries.NoContact, _answers, _timeLost);

    public IReadOnlyList<GivenComment> Comments => _comments;

    public IReadOnlyList<GivenNote> Notes => _notes;

    private Questionnaire Questionnaire => _relationship.Questionnaire;

    private void ReadAnswers()
    {
        var items = Questionnaire.Items;
        for (var i = 0; i < items.Count; i++)
        {
            if (_entries.Answers.TryGetValue(items[i].Key, out var values) && IsMet(Condition(items[i].Key)))
            {
                _answers[i] = AnswerValue.Read(items[i], Question(items[i].Key)?.Options, values);
                if (_answers[i] is null)
                {
                    Refuse(items[i].Key, "value");
                }
            }
        }
        if (_entries.Answers.Keys.Any(key => !IsAsked(key)))
        {
            _problems.Add(new ValidationError(_relationship.Code, null, "foreign"));
        }
    }

    private void ReadTimeLost()
    {
        if (_entries.TimeLost is { } band)
        {
            var position = TimeLost.Bands.ToList().IndexOf(band);
            _timeLost = position >= 0 ? position : null;
            if (position < 0)
            {
                Refuse(Fields.TimeLost, "value");
            }
        }
    }

    private void ReadComments(string personName)
    {
        foreach (var question in TextQuestions().Where(question => IsMet(question.When)))
        {
            if (Text(question.Key, _entries.Value(question.Key)) is { } text)
            {
                _comments.Add(
                    new GivenComment(RelationshipId, question.Key, text, _entries.UnderName.Contains(question.Key) ? personName : null)
                );
            }
        }
    }

    private void AskForWhatIsMissing()
    {
        if (!IsAnswered)
        {
            return;
        }
        if (Answer(Item.Overall) is null && !HasProblem(Item.Overall))
        {
            Refuse(Item.Overall, "overall");
        }
        var missing = Questionnaire.Questions.Where(question =>
            question.Required
            && question.Key != Item.Overall
            && IsAsked(question.Key)
            && IsMet(question.When)
            && !HasProblem(question.Key)
            && (question.Kind.IsCounted() ? Answer(question.Key) is null : _comments.All(comment => comment.Question != question.Key))
        );
        foreach (var question in missing.ToList())
        {
            Refuse(question.Key, question.When is null ? "required" : ValidationError.FollowUp);
        }
    }

    private void ReadNote(string kind, string field, string? entered, string? name)
    {
        if (Text(field, entered) is { } text)
        {
            _notes.Add(new GivenNote(RelationshipId, kind, name, text));
        }
    }

    private string? Text(string field, string? entered)
    {
        var text = EnteredText.Clean(entered);
        if (text?.Length > EnteredText.MaxLength)
        {
            Refuse(field, "tooLong", EnteredText.MaxLength, text.Length);
        }
        return text;
    }

    private int? Answer(string key)
    {
        for (var i = 0; i < _answers.Length; i++)
        {
            if (Questionnaire.Items[i].Key == key)
            {
                return _answers[i];
            }
        }
        return null;
    }

    private bool IsMet(Condition? condition) =>
        condition is null || Answer(condition.Question) is >= 1 and var rating && rating <= condition.AtMost;

    private Condition? Condition(string key) => Question(key)?.When;

    private Question? Question(string key) => Questionnaire.Questions.FirstOrDefault(question => question.Key == key);

    private IEnumerable<Question> TextQuestions() => _relationship.AsksComments ? Questionnaire.TextQuestions : [];

    private bool IsAsked(string key) =>
        Questionnaire.Items.Any(item => item.Key == key) || TextQuestions().Any(question => question.Key == key);

    private bool HasProblem(string field) => _problems.Any(problem => problem.Relationship == _relationship.Code && problem.Field == field);

    private void Refuse(string field, string key, params object[] values) =>
        _problems.Add(new ValidationError(_relationship.Code, field, key, values));
}
