namespace Survey.Api.Shared;

public sealed record ErrorView
{
    /// <summary>The status whose explanation is shown.</summary>
    public required int Explanation { get; init; }

    /// <summary>Id of the request in the log; null: the log has nothing about it.</summary>
    public required string? Reference { get; init; }
}
