using Survey.Db.Languages;

namespace Survey.Db.Cases;

/// <summary>What is agreed in a case and can be changed until it is done. Texts hold no survey comments (rule E2).</summary>
/// <param name="Change">What we will change, in one line.</param>
/// <param name="OwnerId">A lead of the provider; null: HR.</param>
/// <param name="TogetherId">A lead of the customer; null: HR.</param>
/// <param name="Expected">On the scale from 1 to 5; null: nothing was said.</param>
public sealed record CaseTerms(string Change, long? OwnerId, long? TogetherId, DateOnly DueOn, double? Expected)
{
    public const int LongestChange = 200;
    public const int LongestText = 1000;
    public const int MostDays = 730;

    /// <param name="earliest">The first day that it may be due.</param>
    internal IEnumerable<Problem> Problems(
        IReadOnlyList<CaseLead> owners,
        IReadOnlyList<CaseLead> others,
        DateOnly earliest,
        DateOnly today
    )
    {
        if (LineProblem(Change) is { } sentence)
        {
            yield return new(null, "change", sentence);
        }
        if (OwnerId is { } owner && owners.All(lead => lead.Id != owner))
        {
            yield return new(null, "owner", new("problems.case.owner"));
        }
        if (TogetherId is { } together && others.All(lead => lead.Id != together))
        {
            yield return new(null, "together", new("problems.case.together"));
        }
        if (DueOn < earliest || DueOn > today.AddDays(MostDays))
        {
            yield return new(null, "due", new("problems.case.due", earliest, today.AddDays(MostDays)));
        }
        if (Expected is not (null or (>= 1 and <= 5)))
        {
            yield return new(null, "expected", new("problems.case.expected"));
        }
    }

    /// <summary>Of a text with several lines.</summary>
    internal static Sentence? TextProblem(string text) =>
        text.Length == 0 ? new("problems.empty")
        : text.Length > LongestText ? new("problems.tooLong", LongestText)
        : PlainText.Problem(text);

    private static Sentence? LineProblem(string text) =>
        text.Length == 0 ? new("problems.empty")
        : text.Length > LongestChange ? new("problems.tooLong", LongestChange)
        : text.AsSpan().ContainsAny("\r\n\u0085\u2028\u2029") ? new("problems.lineBreak")
        : PlainText.Problem(text);
}
