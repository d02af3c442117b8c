using Survey.Api.Pairs;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Db.Viewers;
using Survey.Reports.Pairs;
using Survey.Reports.Pdf;

namespace Survey.Api.Programme.Trials;

/// <summary>The report of the organisation as stored, from made-up answers. Nothing is stored (rule G6).</summary>
internal static class TrialEndpoints
{
    public const string Address = "/programme/trial";

    public static void MapTrial(this IEndpointRouteBuilder routes)
    {
        var trial = routes.MapGroup(Address).Requires(Right.RunProgramme);
        trial.MapGet("", ShowAsync);
        trial.MapGet("/{code}", ServiceAsync);
        trial.MapGet("/{code}/{language}.pdf", FileAsync);
    }

    public static string AddressOf(string? pulse) => Address + Query(pulse);

    /// <param name="file">Such as en.pdf; null: the page.</param>
    public static string AddressOf(string code, string? pulse, string? file = null) =>
        $"{Address}/{Uri.EscapeDataString(code)}{(file is null ? "" : "/" + file)}{Query(pulse)}";

    private static string Query(string? pulse) => pulse is null ? "" : $"?pulse={Uri.EscapeDataString(pulse)}";

    private static async Task<IResult> ShowAsync(
        string? pulse,
        [AsParameters] Folding asked,
        [AsParameters] Loading loading,
        Visitor visitor,
        CancellationToken ct
    )
    {
        if (await loading.LoadAsync(pulse, ct) is not { } loaded)
        {
            return TypedResults.NotFound();
        }
        var matrix = loaded.Report.Matrix();
        var table = new PairTable(matrix, visitor.Language, PairsEndpoints.Codes(asked.Rows), PairsEndpoints.Codes(asked.Columns));
        var addresses = new PairAddresses(table, null, EnumText.Find<PairForm>(asked.View)) { Trial = Address, Pulse = pulse };
        var example = matrix.Services.FirstOrDefault(one => one.Overall is { IsShown: true });
        return TrialPage.Of(
            visitor,
            new()
            {
                Pulses = loaded.Pulses,
                Pulse = loaded.Pulse,
                Matrix = matrix.Services.Count == 0 ? null : new(null, null, addresses, null),
                Example = loaded.Report.Services.FirstOrDefault(one => one.Code == example?.Code),
                Unseen = loaded.Report.Unseen(),
                IsEmpty = loaded.Report.Services.Count == 0,
            }
        );
    }

    private static async Task<IResult> ServiceAsync(
        string code,
        string? pulse,
        [AsParameters] Loading loading,
        Visitor visitor,
        CancellationToken ct
    ) =>
        (await loading.LoadAsync(pulse, ct))?.Report.Report(code) is { } report
            ? TrialServicePage.Of(visitor, new(report, pulse))
            : TypedResults.NotFound();

    private static async Task<IResult> FileAsync(
        string code,
        string language,
        string? pulse,
        [AsParameters] Loading loading,
        ReportPrinter printer,
        CancellationToken ct
    ) =>
        Language.Codes.Contains(language) && (await loading.LoadAsync(pulse, ct))?.Report.Report(code) is { } report
            ? TypedResults.File(
                await printer.PrintAsync(report, Language.Of(language), ct),
                "application/pdf",
                $"made-up-{report.Relationship.Code}-{language}.pdf"
            )
            : TypedResults.NotFound();

    /// <summary>As for the page of pairs.</summary>
    private sealed record Folding(string? View, string? Rows, string? Columns);

    private sealed record Loading(Database Database, OrganisationReader Organisation, TimeProvider Clock)
    {
        public Task<LoadedTrial?> LoadAsync(string? pulse, CancellationToken ct) =>
            LoadedTrial.LoadAsync(Database, Organisation, pulse, Clock.GetUtcNow(), ct);
    }
}
