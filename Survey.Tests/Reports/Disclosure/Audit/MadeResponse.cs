using Survey.Db.Responses;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>What one person answered about one relationship.</summary>
/// <param name="Group">The reporting group.</param>
/// <param name="Answers">By position, as stored; empty without contact.</param>
internal sealed record MadeResponse(long Group, IReadOnlyList<int?> Answers, bool Contact, int? TimeLost)
{
    public static IReadOnlyList<AnswerCount> Answered(IEnumerable<MadeResponse> responses) =>
        [.. responses.SelectMany(response => response.Answers.Index().Where(answer => answer.Item is not null).Select(answer => (response.Group, answer.Index, answer.Item!.Value)))
            .CountBy(answer => answer).Select(count => new AnswerCount(count.Key.Group, count.Key.Index, count.Key.Value, count.Value))];

    public static IReadOnlyList<ContactCount> Contacts(IEnumerable<MadeResponse> responses) =>
        [.. responses.CountBy(response => (response.Group, response.Contact, response.TimeLost))
            .Select(count => new ContactCount(count.Key.Group, count.Key.Contact, count.Key.TimeLost, count.Value))];

    /// <summary>Of people who had contact, as they are read at sealing: equal ones together, in order.</summary>
    public static IReadOnlyList<AnswerPattern> Patterns(IEnumerable<MadeResponse> responses) =>
        [.. responses.Where(response => response.Contact).GroupBy(response => string.Join(' ', response.Answers.Select(answer => answer is { } value ? $"{value:D3}" : "-")))
            .OrderBy(alike => alike.Key, StringComparer.Ordinal).Select(alike => new AnswerPattern(alike.First().Answers, alike.Count()))];
}
