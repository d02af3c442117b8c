namespace Survey.Db.Waves;

/// <summary>Why an active person cannot be asked in a wave. They still count as customers.</summary>
public static class LeftOut
{
    public const string OptedOut = "opted_out";

    /// <summary>Mail to the address failed permanently, or there is no address.</summary>
    public const string Unreachable = "unreachable";

    public const string Newcomer = "newcomer";

    public const string Leaver = "leaver";

    /// <summary>Invited within the quiet days; of two pulses the longer time counts.</summary>
    public const string InvitedLately = "invited_lately";

    public const int NewcomerDays = 30;
}

/// <summary>Customers of a wave's relationships who are left out, without those who opted out or paused (rule A2).</summary>
public sealed record LeftOutCounts(int Newcomers, int Leavers, int InvitedLately, int Unreachable);
