using Microsoft.AspNetCore.Mvc;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Uploads;
using Survey.Db.Viewers;

namespace Survey.Api.Uploads;

/// <summary>A file is stored, its columns are assigned, its changes are shown, and only then it is imported.</summary>
internal static class UploadEndpoints
{
    public const string Start = "/programme/upload";

    private const string One = Start + "/{id:guid}";
    private const long LongestFile = 64L * 1024 * 1024;

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("").Requires(Right.RunProgramme);
        uploads.MapGet(Start, ShowStart);
        uploads
            .MapPost(Start, StoreAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestFile))
            .WithFormOptions(multipartBodyLengthLimit: LongestFile);
        uploads.MapGet(One + "/columns", UploadColumnsEndpoints.ShowAsync);
        uploads.MapPost(One + "/columns", UploadColumnsEndpoints.SaveAsync);
        uploads.MapGet(One, UploadPreviewEndpoints.ShowAsync);
        uploads.MapPost(One + "/choices", UploadPreviewEndpoints.ChooseAsync);
        uploads.MapPost(One + "/confirm", UploadPreviewEndpoints.ConfirmAsync);
        uploads.MapPost(One + "/discard", UploadPreviewEndpoints.DiscardAsync);
        uploads.MapGet(One + "/problems.csv", UploadPreviewEndpoints.ProblemsAsync);
    }

    public static string AddressOf(UploadKind kind) => $"{Start}?kind={kind.Text()}";

    public static string AddressOf(StoredUpload upload) => $"{Start}/{upload.Id}";

    private static IResult ShowStart(
        string? kind,
        string? done,
        [FromQuery(Name = "new")] int? added,
        int? changed,
        int? leaving,
        Visitor visitor
    ) =>
        EnumText.Find<UploadKind>(kind ?? UploadKind.People.Text()) is { } known
            ? UploadStartPage.Of(
                visitor,
                new()
                {
                    Kind = known,
                    Form = new FormState(FormEntries.Empty),
                    Done = done is null ? null : new UploadDone(added ?? 0, changed ?? 0, leaving ?? 0),
                }
            )
            : TypedResults.NotFound();

    private static async Task<IResult> StoreAsync(
        string? kind,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (EnumText.Find<UploadKind>(kind) is not { } known)
        {
            return TypedResults.NotFound();
        }
        var state = new FormState(FormEntries.Of(form));
        var file = form.Files.GetFile("file");
        var problems = new List<Problem>();
        if (file is null or { Length: 0, FileName: "" })
        {
            problems.Add(new(null, "file", new("problems.upload.noFile")));
        }
        if (known == UploadKind.People && state.Entries["scope"] is not (UploadStartPage.Part or UploadStartPage.Whole))
        {
            problems.Add(new(null, "scope", new("problems.upload.scope")));
        }
        if (problems.Count == 0)
        {
            try
            {
                var upload = await ReadAsync(database, known, file!, state.Entries, visitor, clock.GetUtcNow(), ct);
                return TypedResults.Redirect(AddressOf(upload));
            }
            catch (RefusedException refused)
            {
                problems.AddRange(refused.Problems);
            }
        }
        return UploadStartPage.Of(
            visitor,
            new() { Kind = known, Form = state.Refused(problems) },
            StatusCodes.Status422UnprocessableEntity
        );
    }

    private static async Task<StoredUpload> ReadAsync(
        Database database,
        UploadKind kind,
        IFormFile file,
        FormEntries entries,
        Visitor visitor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var content = file.OpenReadStream();
        await using var connection = await database.OpenUnlimitedAsync(ct);
        return await StoredUpload.StoreAsync(
            connection,
            kind,
            content,
            Path.GetFileName(file.FileName),
            entries["scope"] == UploadStartPage.Whole,
            visitor.SignedIn.Email,
            now,
            ct
        );
    }
}
