using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Headlines;

namespace Survey.Reports.News;

/// <summary>For the lead of a unit that is only a part of the customers: how that unit rates a service.</summary>
internal static class PartNews
{
    /// <returns>The lowest overall rating; null: none is shown.</returns>
    public static async Task<ResultsNews?> FindAsync(
        NpgsqlConnection connection,
        Viewer reader,
        SealedWave wave,
        Language language,
        CancellationToken ct
    )
    {
        var places = (await CustomerParts.PlacesAsync(connection, reader, null, ct)).Where(place => place.WaveId == wave.Id);
        return (await CustomerParts.ReadAsync(connection, places, ct))
            .Where(part => part.Result.Overall is { IsShown: true })
            .OrderBy(part => part.Result.Overall!.Value ?? double.MaxValue)
            .Select(part => Of(part, wave, language))
            .FirstOrDefault();
    }

    private static ResultsNews Of(CustomerPart part, SealedWave wave, Language language)
    {
        var (service, figure) = (part.Result.Relationship, part.Result.Overall!);
        var reader = new Reader(language, Printing: true);
        var name = language["report.overallRating"];
        var title = language.Format(
            "report.titleOf",
            service.Service.In(language.Code),
            $"{service.Provider.In(language.Code)} → {part.Unit.Names.In(language.Code)}"
        );
        return new(NewsKind.Plain, wave, service.Code, title, new HeadlineWords(language).Rating(figure, "overall"), null)
        {
            Chart = Captions.File(
                name,
                title,
                service.Code,
                wave,
                figure,
                part.Result.Cell.Cell.MinimumGroup,
                new OverallChart(new ChartRow(name, figure, Scale: part.Result.Questionnaire.Overall.Scale), reader),
                reader
            ),
        };
    }
}
