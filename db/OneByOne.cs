namespace Survey.Db;

/// <param name="Subject">Code of the wave or pulse.</param>
public sealed record SingleFailure(string Subject, Exception Problem);

/// <summary>Some of several failed; all others were done.</summary>
/// <param name="done">What the others add up to.</param>
public sealed class PartlyFailedException(int done, IReadOnlyList<SingleFailure> failures)
    : Exception(
        $"Failed for {string.Join(", ", failures.Select(failure => failure.Subject))}: {failures[0].Problem.Message}",
        failures[0].Problem
    )
{
    public int Done { get; } = done;

    public IReadOnlyList<SingleFailure> Failures { get; } = failures;
}

/// <summary>Work on several waves or pulses, one after the other: one that fails does not keep the others waiting.</summary>
public sealed class OneByOne(CancellationToken ct)
{
    private readonly List<SingleFailure> _failures = [];
    private int _done;

    /// <exception cref="DatabaseAwayException">The others would fail, too.</exception>
    /// <exception cref="OperationCanceledException">The round was cancelled.</exception>
    public async Task DoAsync(string subject, Func<Task<int>> work)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            Add(await work());
        }
        catch (Exception problem) when (IsItsOwn(problem))
        {
            Fail(subject, problem);
        }
    }

    /// <summary>False: the others would fail, too, or the round was cancelled.</summary>
    public bool IsItsOwn(Exception problem) => problem is not DatabaseAwayException && !ct.IsCancellationRequested;

    public void Add(int done) => _done += done;

    public void Fail(string subject, Exception problem) => _failures.Add(new SingleFailure(subject, problem));

    /// <returns>What the work adds up to.</returns>
    /// <exception cref="PartlyFailedException">Some failed.</exception>
    public int Total() => _failures.Count == 0 ? _done : throw new PartlyFailedException(_done, _failures);
}
