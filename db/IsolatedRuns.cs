namespace Survey.Db;

public sealed record SingleFailure(string Subject, Exception Problem);

/// <summary>Thrown after all subjects were tried. <c>Done</c> is the total of those that succeeded.</summary>
public sealed class PartlyFailedException(int done, IReadOnlyList<SingleFailure> failures)
    : Exception(
        $"Failed for {string.Join(", ", failures.Select(failure => failure.Subject))}: {failures[0].Problem.Message}",
        failures[0].Problem
    )
{
    public int Done { get; } = done;

    public IReadOnlyList<SingleFailure> Failures { get; } = failures;
}

/// <summary>Runs work per wave or pulse. A failure does not stop the work on the next subject.</summary>
public sealed class IsolatedRuns(CancellationToken ct)
{
    private readonly List<SingleFailure> _failures = [];
    private int _done;

    public async Task RunAsync(string subject, Func<Task<int>> work)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            Add(await work());
        }
        catch (Exception problem) when (ConcernsOnlyOne(problem))
        {
            Fail(subject, problem);
        }
    }

    /// <summary>False: the failure would hit all other subjects, or the run was cancelled. Such exceptions are not caught.</summary>
    public bool ConcernsOnlyOne(Exception problem) => problem is not DatabaseUnavailableException && !ct.IsCancellationRequested;

    public void Add(int done) => _done += done;

    public void Fail(string subject, Exception problem) => _failures.Add(new SingleFailure(subject, problem));

    public int Total() => _failures.Count == 0 ? _done : throw new PartlyFailedException(_done, _failures);
}
