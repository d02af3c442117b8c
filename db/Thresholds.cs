namespace Survey.Db;

/// <summary>Numbers of RULES.md that several places use. Numbers that only reports use stand in Survey.Reports/Disclosure.</summary>
public static class Thresholds
{
    /// <summary>k unless a pulse says otherwise; a smaller k needs a reason that respondents are told (rule A5).</summary>
    public const int UsualGroup = 5;

    public const int SmallestGroup = 3;

    /// <summary>Within a team, where people know each other (rule A5).</summary>
    public const int TeamGroup = 7;

    /// <summary>Writers of comments unless a pulse says otherwise (rule A5).</summary>
    public const int UsualWriters = 10;

    public const int FewestWriters = 5;

    public const int LargestMinimum = 1000;

    /// <summary>Numbers of people are told in steps of 5, and fewer people never, whatever k (rules A2, A3 and A6).</summary>
    public const int FewestPeople = 5;

    /// <summary>Answers from which there are shares and bars, and figures have an order and trends (rules A6 and D3).</summary>
    public const int Fine = 15;

    /// <summary>Steps on the scale of a mean of so many answers: 0.2 on a scale from 1 to 5 (rule A6).</summary>
    public const int FineSteps = 20;

    /// <summary>A step with a lower mean on the scale from 1 to 5 is weak (rule D11).</summary>
    public const double WeakMean = 3;

    /// <summary>Per cent of those asked who must have answered for the finite population correction (rule D2).</summary>
    public const int NearlyAll = 80;

    /// <summary>The trend breaks where the number of customers differs by more per cent from the wave before (rule D10).</summary>
    public const int OtherCustomers = 20;

    public static bool AreOtherCustomers(int before, int now) => Math.Abs(now - before) * 100 > before * OtherCustomers;

    /// <summary>To one person about one wave (rule C6).</summary>
    public const int MostReminders = 2;
}
