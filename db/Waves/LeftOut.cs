namespace Survey.Db.Waves;

/// <summary>Why an active person cannot be asked anything in a wave. They stay customers all the same.</summary>
public static class LeftOut
{
    /// <summary>Asked for no survey e-mail at all, for good or for a while.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>Mails to the address came back for good, or there is no address.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Has been there for less than <see cref="NewcomerDays"/> days.</summary>
    public const string Newcomer = "newcomer";

    /// <summary>Leaves before the wave closes.</summary>
    public const string Leaver = "leaver";

    /// <summary>Was invited within the quiet days, the longer of the two pulses' where it was another one.</summary>
    public const string InvitedLately = "invited_lately";

    public const int NewcomerDays = 30;
}

/// <summary>How many customers of a wave's relationships are left out, but for those who chose it themselves.</summary>
/// <param name="Newcomers">Under <see cref="LeftOut.NewcomerDays"/> days.</param>
/// <param name="Leavers">Before the wave closes.</param>
/// <param name="InvitedLately">Within the quiet days; they keep their place in every queue.</param>
/// <param name="Unreachable">Until HR has mended the address.</param>
public sealed record LeftOutCounts(int Newcomers, int Leavers, int InvitedLately, int Unreachable);
