namespace Survey.Db.Pulses;

/// <summary>A recurring plan, as it stands in the table; see migration 0003 for each column.</summary>
public sealed record Pulse
{
    public long Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Codes of relationships; "*" stands for all of them.</summary>
    public required string[] Relationships { get; init; }

    /// <summary>A Quartz cron expression, read in <see cref="TimeZone"/>.</summary>
    public required string Cron { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }
    public required DateOnly FirstDate { get; init; }

    /// <summary>The last day on which a period may begin; null: no end, which others write as 9999-12-31.</summary>
    public DateOnly? EndDate
    {
        get;
        init => field = value < DateOnly.MaxValue ? value : null;
    }
    public required int OpenDays { get; init; }
    public int[] RemindAfterDays { get; init; } = [];

    /// <summary>The wanted half-width of a 95 % interval, on the 1-5 scale.</summary>
    public double Precision { get; init; } = 0.30;

    /// <summary>Nobody is invited twice within so many days, whatever the pulse: of two pulses the longer time counts.</summary>
    public int QuietDays { get; init; } = 14;

    /// <summary>How many relationships one invitation asks about at most.</summary>
    public int MaxRelationships { get; init; } = 3;
    public int MinimumGroup { get; init; } = 5;
    public int MinimumComments { get; init; } = 10;

    /// <summary>Why groups under 5 are shown; respondents are told.</summary>
    public string? MinimumGroupReason { get; init; }

    /// <summary>automatic or required.</summary>
    public string Approval { get; init; } = "automatic";

    /// <summary>Such as "08:00-18:00" in the recipient's time zone; null: any hour.</summary>
    public string? SendHours { get; init; }

    /// <summary>ISO weekdays, 1 = Monday; null: any day.</summary>
    public int[]? SendDays { get; init; }
    public bool Paused { get; init; }

    public bool NeedsApproval => Approval == "required";
}
