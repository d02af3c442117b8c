using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>What participation tells of the number of answers.</summary>
internal static class Told
{
    /// <returns>How many can have answered at most; null: nothing is told.</returns>
    public static int? Most(PublishedParticipation row)
    {
        if (row.Asked is not { } asked)
        {
            return row.Customers;
        }
        var most = Enumerable.Range(0, asked + 1).Where(answered => row.ResponseRate is { } rate
            ? Math.Abs(100.0 * answered / asked - rate) <= 0.5
            : IsWithin(row.ResponseBand, answered / (double)asked)).ToList();
        return most.Count == 0 ? null : most[^1];
    }

    private static bool IsWithin(string? band, double share) => band switch
    {
        "under25" => share < 0.25,
        "25to50" => share is >= 0.25 and < 0.5,
        "50to75" => share is >= 0.5 and <= 0.75,
        "over75" => share > 0.75,
        "under50" => share < 0.5,
        "25to75" => share is >= 0.25 and <= 0.75,
        "over25" => share >= 0.25,
        "over50" => share >= 0.5,
        _ => true,
    };
}
