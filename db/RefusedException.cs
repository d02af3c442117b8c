namespace Survey.Db;

/// <summary>The request breaks rules; one sentence per reason, for the user. An exception, so that the transaction rolls back.</summary>
public sealed class RefusedException(IReadOnlyList<string> reasons) : Exception(string.Join('\n', reasons))
{
    public RefusedException(string reason)
        : this([reason]) { }

    public IReadOnlyList<string> Reasons { get; } = reasons;
}
