using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Reports.Pdf;

/// <summary>The first page of a printed report. Kind: the sort of report. Message: one to three sentences.</summary>
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
    /// <summary>Set more tightly, to stay on one page.</summary>
    public bool IsLong => Title.Length + (Subtitle?.Length ?? 0) + Message.Sum(sentence => sentence.Length) > 480;

    /// <summary>Names are so long that the cover truncates them.</summary>
    public bool IsCrowded => Title.Length > 150 || Parts.Any(part => part.Rows.Any(row => row.Label.Length > 150));

    /// <summary>The name in page footers and lists of files.</summary>
    public string NameIn(Language language) =>
        Subtitle is null ? $"{Title} · {Wave.Name.In(language)}" : $"{Title} · {Subtitle} · {Wave.Name.In(language)}";
}

public sealed record CoverPart(string Heading, IReadOnlyList<CoverRow> Rows);

/// <summary>Null number: not a step. Null figure: hidden. Null target: no promise.</summary>
public sealed record CoverRow(int? Number, string Label, PublishedFigure? Figure, double? Target);
