using Survey.Db.Results;

namespace Survey.Reports.Pdf;

/// <summary>What stands on the first page of a printed report.</summary>
/// <param name="Kind">What sort of report it is.</param>
/// <param name="Subtitle">Null: the title says it all.</param>
/// <param name="Message">What the report says, in one to three sentences.</param>
/// <param name="Overall">Null: there is none.</param>
/// <param name="Parts">What the picture shows.</param>
public sealed record Cover(
    string Kind,
    string Title,
    string? Subtitle,
    SealedWave Wave,
    IReadOnlyList<string> Message,
    PublishedFigure? Overall,
    IReadOnlyList<CoverPart> Parts
)
{
    /// <summary>It is set closer, so that it stays on its page.</summary>
    public bool IsLong => Title.Length + (Subtitle?.Length ?? 0) + Message.Sum(sentence => sentence.Length) > 480;

    /// <summary>Has names so long that they are cut on the cover.</summary>
    public bool IsCrowded => Title.Length > 150 || Parts.Any(part => part.Rows.Any(row => row.Label.Length > 150));

    /// <summary>The report's name at the foot of every page and in lists of files.</summary>
    public string Name => Subtitle is null ? $"{Title} · {Wave.Code}" : $"{Title} · {Subtitle} · {Wave.Code}";
}

/// <param name="Rows">As they stand in the picture.</param>
public sealed record CoverPart(string Heading, IReadOnlyList<CoverRow> Rows);

/// <param name="Number">Of a step; null: not a step.</param>
/// <param name="Figure">Null reads as hidden.</param>
/// <param name="Target">What the provider promises; null: nothing.</param>
public sealed record CoverRow(int? Number, string Label, PublishedFigure? Figure, double? Target);
