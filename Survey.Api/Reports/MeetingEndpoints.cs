using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Meetings;
using Survey.Db.Viewers;
using Survey.Reports.Meetings;
using Survey.Reports.Pdf;

namespace Survey.Api.Reports;

/// <summary>The sheet for two leads who meet. For HR and the leads of both units; for anybody else it is not found.</summary>
internal static class MeetingEndpoints
{
    public static string Address(string one, string other, Language language) => $"/reports/meeting/{one}/{other}/{language.Code}.pdf";

    public static void MapMeetings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/reports/meeting/{one}/{other}/{language}.pdf", FileAsync).RequiresSomewhere(Right.ReadResults);

    private static async Task<Results<FileContentHttpResult, NotFound>> FileAsync(
        string one,
        string other,
        string language,
        Visitor visitor,
        Database database,
        IPdfPrinter printer,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!Language.Codes.Contains(language))
        {
            return TypedResults.NotFound();
        }
        await using var connection = await database.OpenAsync(ct);
        var meeting = await Meeting.LoadAsync(connection, visitor.SignedIn, one, other, clock.GetUtcNow(), ct);
        await connection.CloseAsync();
        if (meeting is null)
        {
            return TypedResults.NotFound();
        }
        var words = Language.Of(language);
        return TypedResults.File(
            await MeetingPrinter.PrintAsync(printer, meeting, words, ct),
            "application/pdf",
            MeetingPrinter.FileName(meeting, words)
        );
    }
}
