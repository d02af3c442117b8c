namespace Survey.Reports.Contents;

public enum ReportKind
{
    Organisation,
    Unit,
    Relationship,
}

/// <summary>What a report is about.</summary>
/// <param name="Code">Null: the organisation.</param>
public sealed record ReportScope(ReportKind Kind, string? Code)
{
    public static ReportScope Organisation { get; } = new(ReportKind.Organisation, null);

    /// <returns>Null: the text is not organisation, unit:CODE or relationship:CODE.</returns>
    public static ReportScope? Parse(string text) =>
        text.Split(':') switch
        {
            ["organisation"] => Organisation,
            ["unit", { Length: > 0 } code] => new ReportScope(ReportKind.Unit, code),
            ["relationship", { Length: > 0 } code] => new ReportScope(ReportKind.Relationship, code),
            _ => null,
        };

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        Kind switch
        {
            ReportKind.Organisation => "organisation",
            ReportKind.Unit => $"unit:{Code}",
            ReportKind.Relationship => $"relationship:{Code}",
        };

    /// <param name="kind">pdf or csv.</param>
    public string FileName(string wave, string language, string kind) => $"{Code ?? "organisation"}-{wave}-{language}.{kind}";
}
