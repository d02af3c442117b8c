using System.Globalization;

namespace Survey.Tests.Support;

/// <summary>How many trials a long search makes: a fifth of them, with "make test ALL=1" all, with ALL=15 fifteen times as many.</summary>
public static class LongSearch
{
    private static readonly int Times = int.TryParse(
        Environment.GetEnvironmentVariable("SURVEY_ALL"),
        CultureInfo.InvariantCulture,
        out var times
    )
        ? times
        : 0;

    /// <summary>All trials are made.</summary>
    public static bool IsWhole => Times > 0;

    public static int Trials(int all) => Times > 0 ? Times * all : Math.Max(1, all / 5);

    /// <summary>From 1 on.</summary>
    public static IEnumerable<int> Seeds(int all) => Enumerable.Range(1, Trials(all));
}
