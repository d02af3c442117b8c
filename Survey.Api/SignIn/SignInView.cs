namespace Survey.Api.SignIn;

public sealed record SignInView
{
    public required SignInState State { get; init; }

    /// <summary>As entered; null: nothing was.</summary>
    public required string? Email { get; init; }
}
