namespace Survey.Db;

/// <summary>
/// A request that breaks a rule, with every reason in a sentence of its own for the person who asked. It is thrown rather than
/// returned so that the transaction it happens in rolls back.
/// </summary>
public sealed class RefusedException(IReadOnlyList<string> reasons) : Exception(string.Join('\n', reasons))
{
    public RefusedException(string reason)
        : this([reason]) { }

    public IReadOnlyList<string> Reasons { get; } = reasons;
}
