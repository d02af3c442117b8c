using Survey.Db.Demo;
using Survey.Db.Programme;

namespace Survey.Api.Home;

public sealed record WelcomeView
{
    public required SetUp SetUp { get; init; }

    /// <summary>The k of new waves.</summary>
    public required int MinimumGroup { get; init; }

    /// <summary>Empty: no demo is loaded.</summary>
    public required IReadOnlyList<DemoAccount> Demo { get; init; }

    public required string Organisation { get; init; }
    public required bool WithMails { get; init; }
}
