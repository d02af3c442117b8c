using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.ChartFiles;

/// <summary>What stands around a chart in a file.</summary>
internal static class Captions
{
    /// <param name="chart">What the chart shows.</param>
    /// <param name="subject">Of whom; names with letters that the font lacks are left out for <paramref name="code"/>.</param>
    public static ChartFile File(
        string chart,
        string subject,
        string code,
        SealedWave wave,
        PublishedFigure? counted,
        int minimum,
        ChartDrawing drawing,
        Reader reader
    )
    {
        var closed = reader.Language.Format("report.waveClosed", wave.Code, reader.Language.Day(wave.ClosedOn));
        return new ChartFile(
            $"{chart} · {ChartFonts.Drawable(subject, code)}",
            counted is { IsShown: true } ? $"{closed} · {reader.Words.AnswerCount(counted)}" : closed,
            reader.Language.Format("charts.source", minimum),
            drawing
        );
    }

    /// <summary>The name of a step with its number, as far as the font can write it.</summary>
    public static string Step(int number, LocalizedText name, Language language) =>
        ChartFonts.Drawable($"{number} {name.In(language.Code)}", $"{number}");
}
