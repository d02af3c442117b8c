using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.ChartFiles;

internal static class Captions
{
    /// <summary>Letters of <paramref name="subject"/> that the chart font lacks: <paramref name="code"/> stands instead.</summary>
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
        var name = ChartFonts.Drawable(wave.Name.In(reader.Language), wave.Code);
        var closed = reader.Language.Format("report.waveClosed", name, reader.Language.DayOn(wave.ClosedOn));
        return new ChartFile(
            $"{chart} · {ChartFonts.Drawable(subject, code)}",
            counted is { IsShown: true } ? $"{closed} · {reader.Words.AnswerCount(counted)}" : closed,
            reader.Language.Format("charts.source", minimum),
            drawing
        );
    }

    /// <summary>Number and name of a step; only the number if the chart font cannot draw the name.</summary>
    public static string Step(int number, LocalizedText name, Language language) =>
        ChartFonts.Drawable($"{number} {name.In(language.Code)}", $"{number}");
}
