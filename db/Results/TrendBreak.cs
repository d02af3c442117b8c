namespace Survey.Db.Results;

/// <summary>A wave from which the figures of a relationship do not simply continue the earlier ones (rule D10).</summary>
/// <param name="Since">The day on which the wave opened; of history, on which it closed.</param>
/// <param name="Items">What is asked differently than before: overall or codes of steps.</param>
public sealed record TrendBreak(long WaveId, DateOnly Since, IReadOnlySet<string> Items, bool CustomersChanged);
