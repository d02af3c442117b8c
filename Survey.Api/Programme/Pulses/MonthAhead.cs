using Survey.Db.Waves;

namespace Survey.Api.Programme.Pulses;

/// <param name="First">Its first day.</param>
internal sealed record MonthAhead(DateOnly First)
{
    /// <summary>This month and the next twelve, so that a whole year from today is in them.</summary>
    public static IEnumerable<MonthAhead> Of(DateTimeOffset now)
    {
        var first = new DateOnly(now.Year, now.Month, 1);
        return Enumerable.Range(0, 13).Select(months => new MonthAhead(first.AddMonths(months)));
    }

    public IReadOnlyList<WaveAhead> Waves(YearAhead year) => [.. year.Waves.Where(wave => Contains(wave.Day))];

    public bool Contains(DateOnly day) => day.Year == First.Year && day.Month == First.Month;
}
