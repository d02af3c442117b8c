using System.Text.Json.Serialization;
using Survey.Db.Languages;

namespace Survey.Db.Pulses;

/// <summary>A row of the table; migration 0003 describes each column.</summary>
public sealed record Pulse
{
    public long Id { get; init; }
    public required string Code { get; init; }

    /// <summary>In a file one text, which counts as English, or one per language.</summary>
    [JsonConverter(typeof(TextOrTextsConverter))]
    public required LocalizedText Name { get; init; }

    /// <summary>Codes; "*" stands for all relationships.</summary>
    public required string[] Relationships { get; init; }

    /// <summary>Quartz syntax, in <see cref="TimeZone"/>.</summary>
    public required string Cron { get; init; }

    public required string TimeZone { get; init; }
    public required DateOnly FirstDate { get; init; }

    /// <summary>Last day on which a period may begin; null: no end, which other programs write as 9999-12-31.</summary>
    public DateOnly? EndDate
    {
        get;
        init => field = value < DateOnly.MaxValue ? value : null;
    }
    public required int OpenDays { get; init; }

    /// <summary>Such as "18:00", on the last day or the next send day; null: the time of day of the opening.</summary>
    public string? CloseTime { get; init; }
    public int[] RemindAfterDays { get; init; } = [];

    /// <summary>Wanted half-width of a 95 % interval, on the scale 1 to 5.</summary>
    public double Precision { get; init; } = 0.30;

    /// <summary>Days between two invitations of a person, over all pulses: the longer time counts (rule C1).</summary>
    public int QuietDays { get; init; } = 14;

    public int MaxRelationships { get; init; } = 3;
    public int MinimumGroup { get; init; } = Thresholds.UsualGroup;
    public int MinimumComments { get; init; } = Thresholds.UsualWriters;

    /// <summary>Required for groups under 5; respondents are told.</summary>
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
