using Survey.Db.Zones;

namespace Survey.Db.Pulses;

/// <summary>
/// Why a pulse that is stored plans no further waves: a system update dropped its time zone, or its row was written by something else than
/// the programs. It stands still alone, and HR is told.
/// </summary>
public static class PulseTrouble
{
    /// <summary>Neither the system nor the list of old names knows the time zone.</summary>
    public const string UnknownZone = "zone";

    /// <summary>Its periods cannot be computed.</summary>
    public const string NoSchedule = "schedule";

    /// <returns>Null: none.</returns>
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
