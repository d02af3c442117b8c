using Survey.Db.Languages;

namespace Survey.Db;

/// <summary>The request breaks rules. An exception, so that the transaction rolls back.</summary>
public sealed class RefusedException(IReadOnlyList<Problem> problems) : Exception(string.Join('\n', problems))
{
    public RefusedException(Sentence sentence, string? place = null)
        : this([new Problem(null, place, sentence)]) { }

    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>In English, for the command line.</summary>
    public IReadOnlyList<string> Reasons => [.. Problems.Select(problem => problem.ToString())];
}
