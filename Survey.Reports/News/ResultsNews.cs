using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Headlines;

namespace Survey.Reports.News;

public enum NewsKind
{
    /// <summary>A weak step, a missed promise, or something that got worse.</summary>
    Concern,
    Good,

    /// <summary>Figures are shown, and none stands out.</summary>
    Plain,

    /// <summary>No figure is shown to the reader.</summary>
    Hidden,
}

/// <summary>The one finding of a wave that matters most to a reader: shown figures only.</summary>
/// <param name="Code">Of the service; null: the news is about no single one, as Title.</param>
/// <param name="Figure">The figure in words; null: the sentence says it.</param>
public sealed record ResultsNews(NewsKind Kind, SealedWave Wave, string? Code, string? Title, string Sentence, string? Figure)
{
    public ChartFile? Chart { get; init; }

    /// <summary>The reader provides the service or runs the programme, and may take the finding up as a case.</summary>
    public bool MayAct { get; init; }

    /// <summary>Without what people wrote. Null: the reader has no report of it.</summary>
    public RelationshipReport? Report { get; init; }

    /// <param name="wave">Code.</param>
    /// <returns>Null: no such sealed wave, or the reader may see nothing of it.</returns>
    public static async Task<ResultsNews?> LoadAsync(
        NpgsqlConnection connection,
        Viewer reader,
        string wave,
        Language language,
        CancellationToken ct
    )
    {
        if (await SealedWaves.FindAsync(connection, wave, ct) is not { } found)
        {
            return null;
        }
        var results = await ResultReading.RelationshipsAsync(
            connection,
            found.Id,
            one => reader.ReadsResultsOf(one.ProviderUnitId, one.CustomerUnitId),
            ct
        );
        if (
            Finding.Choose(results, reader.ScopeOf(Right.ReadResults)) is { } finding
            && await RelationshipReport.LoadAsync(connection, reader, finding.Figure.Relationship.Code, found.Code, ct) is { } report
        )
        {
            return Of(finding, report with { Comments = null, Notes = [] }, reader, language);
        }
        return await PartNews.FindAsync(connection, reader, found, language, ct)
            ?? (results.Count == 0 ? null : new(NewsKind.Hidden, found, null, null, Hidden(results, language), null));
    }

    private static ResultsNews Of(Finding finding, RelationshipReport report, Viewer reader, Language language)
    {
        var (figure, provider) = (finding.Figure, report.Relationship.ProviderUnitId);
        return new(
            finding.Kind,
            report.Wave,
            report.Relationship.Code,
            report.Relationship.Title(language),
            RelationshipHeadline.Of(report, language).Title,
            new HeadlineWords(language).Named(figure)
        )
        {
            Chart = new RelationshipCharts(report, new Reader(language, Printing: true))
                .Find(figure.Step is null ? "overall" : $"steps-{figure.Figure.Item}")
                ?.Picture,
            MayAct = reader.ScopeOf(Right.ReadResults).Includes(provider),
            Report = report,
        };
    }

    private static string Hidden(IReadOnlyList<RelationshipResult> results, Language language) =>
        ServicesHeadline.Of(results, language) ?? language["headlines.services.Hidden"];
}
