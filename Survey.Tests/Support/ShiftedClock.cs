namespace Survey.Tests.Support;

/// <summary>The clock of a machine that is ahead of others, or behind.</summary>
public sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
