using Survey.Db.Zones;

namespace Survey.Db.Pulses;

/// <summary>Why a stored pulse plans no waves: the system lost its time zone, or another program wrote the row. HR is told.</summary>
public static class PulseProblem
{
    /// <summary>Neither the system nor the list of old names has the time zone.</summary>
    public const string UnknownZone = "zone";

    public const string NoSchedule = "schedule";

    public static string? Of(Pulse pulse) =>
        !Zone.IsKnown(pulse.TimeZone) ? UnknownZone
        : CanBeComputed(pulse) ? null
        : NoSchedule;

    private static bool CanBeComputed(Pulse pulse)
    {
        try
        {
            _ = Periods.From(pulse, pulse.FirstDate).FirstOrDefault();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
