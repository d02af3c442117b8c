using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Languages;
using Survey.Db.Meetings;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;

namespace Survey.Reports.Meetings;

/// <summary>Makes the sheet that the leads of two units take to their meeting.</summary>
public static class MeetingPrinter
{
    public static string FileName(Meeting meeting, Language language) => $"{meeting.One.Code}-{meeting.Other.Code}-{language.Code}.pdf";

    public static async Task<byte[]> PrintAsync(IPdfPrinter printer, Meeting meeting, Language language, CancellationToken ct) =>
        await printer.PrintAsync(await HtmlAsync(meeting, language), ct);

    internal static async Task<string> HtmlAsync(Meeting meeting, Language language)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(MeetingDocument.Meeting)] = meeting,
                [nameof(MeetingDocument.Reader)] = new Reader(language, Printing: true),
            }
        );
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MeetingDocument>(parameters)).ToHtmlString()
        );
    }

    internal static string NameOf(MeetingUnit unit, Language language) => language.Customer(unit.Names, unit.IsRoot);
}
