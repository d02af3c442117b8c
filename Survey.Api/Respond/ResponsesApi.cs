using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db.Languages;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Answering by program: the same rules as the form, with a problem per field.</summary>
internal static class ResponsesApi
{
    /// <summary>Far more than an invitation asks about.</summary>
    private const int MaxRelationships = 100;

    /// <summary>Enough for the longest texts of many relationships with every letter escaped.</summary>
    private const int MaxBytes = 1024 * 1024;

    public static void MapResponsesApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/responses", StoreAsync)
            .DisableAntiforgery()
            .WithName("StoreResponse")
            .WithSummary("Stores what a person answers, once.")
            .WithDescription(
                "The token of the person's link is the credential. Everything is stored at once, when 201 is answered; "
                    + "a second call for the same\ninvitation gets 409, whatever it says. 422 names each problem by its place, "
                    + "such as relationships[0].answers.overall, and\nstores nothing. "
                    + "429 and 503 say in Retry-After when to send it again."
            )
            .Accepts<ResponseDocument>("application/json")
            .Produces<StoredDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> StoreAsync(
        HttpContext context,
        InvitationLinks links,
        LinkLimits limits,
        SubmissionQueue queue,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var (document, refused) = await ReadAsync(context.Request, ct);
        if (document is null)
        {
            return refused!;
        }
        if (!limits.Allows(context, document.Token))
        {
            return Refuse(StatusCodes.Status429TooManyRequests, "Too many requests; see Retry-After.");
        }
        var form = await links.FindAsync(document.Token);
        if (form is null || !form.IsOpen(time.GetUtcNow()))
        {
            return form is null ? Refuse(StatusCodes.Status404NotFound, "No invitation has this token.") : Closed();
        }
        var problems = new List<ValidationError>();
        var input = DocumentReading.Parse(document, form, problems);
        var (submission, found) = Validator.Check(form, input, Visitor.Anonymous(context, form.Language).Language.Code);
        if (form.IsAnswered)
        {
            return AlreadyAnswered();
        }
        if (submission is null || problems.Count > 0)
        {
            return Invalid([.. problems, .. problems.Count > 0 ? found.Where(problem => problem.Key != "nothing") : found], document);
        }
        return await queue.StoreAsync(submission) switch
        {
            SubmissionResult.Stored => TypedResults.Json(
                new StoredDocument(submission.Responses.Count),
                statusCode: StatusCodes.Status201Created
            ),
            SubmissionResult.AlreadyAnswered => AlreadyAnswered(),
            SubmissionResult.Closed => Closed(),
            _ => Busy(context.Response),
        };
    }

    private static async Task<(ResponseDocument? Document, IResult? Refused)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (await FormReading.IsTooLargeAsync(request, MaxBytes, ct))
        {
            return (null, Refuse(StatusCodes.Status413PayloadTooLarge, "The body is too large."));
        }
        if (!request.HasJsonContentType())
        {
            return (null, Refuse(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json."));
        }
        try
        {
            var document = await JsonSerializer.DeserializeAsync(request.Body, ResponseDocumentContext.Default.ResponseDocument, ct);
            return document is { Relationships.Count: <= MaxRelationships } && document.Relationships.All(one => one is not null)
                ? (document, null)
                : (null, Malformed(null));
        }
        catch (JsonException problem)
        {
            return (null, Malformed(problem.Path));
        }
        catch (BadHttpRequestException problem)
        {
            return (null, Refuse(problem.StatusCode, "The request could not be read."));
        }
    }

    private static ProblemHttpResult Malformed(string? path) =>
        Refuse(StatusCodes.Status400BadRequest, $"The body is not a response document{(path is null or "$" ? "" : $": look at {path}")}.");

    private static ProblemHttpResult AlreadyAnswered() =>
        Refuse(StatusCodes.Status409Conflict, "This invitation was answered before; nothing of this request was stored.");

    private static ProblemHttpResult Busy(HttpResponse response)
    {
        RetryAfter.Set(response, SubmissionQueue.RetryAfter);
        return Refuse(StatusCodes.Status503ServiceUnavailable, "It could not be stored now. Send it again after the time in Retry-After.");
    }

    private static ProblemHttpResult Closed() => Refuse(StatusCodes.Status410Gone, "The survey is closed.");

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    private static ProblemHttpResult Invalid(IReadOnlyList<ValidationError> problems, ResponseDocument document)
    {
        var english = Language.Of("en");
        var errors = problems
            .GroupBy(problem => Place(problem, document))
            .ToDictionary(place => place.Key, place => place.Select(problem => problem.In(english)).Distinct().ToArray());
        return TypedResults.Problem(
            new HttpValidationProblemDetails(errors) { Status = StatusCodes.Status422UnprocessableEntity, Title = "Nothing was stored." }
        );
    }

    /// <summary>Path in the document, such as <c>relationships[0].answers.overall</c>.</summary>
    private static string Place(ValidationError problem, ResponseDocument document)
    {
        var index = document
            .Relationships.ToList()
            .FindIndex(one => one.Code.Equals(problem.Relationship, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            return "relationships";
        }
        var isBeside = problem.Field is null or Fields.TimeLost or Fields.ContactMe or Fields.Thanks;
        return problem.Field is null ? $"relationships[{index}]" : $"relationships[{index}].{(isBeside ? "" : "answers.")}{problem.Field}";
    }
}
