using Microsoft.AspNetCore.Http.Features;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Reads a posted form. Names are CODE.question for answers and CODE:field for other fields.</summary>
internal static class FormReading
{
    /// <returns>The form, or the status of the refusal. A body that is no form reads as an empty form.</returns>
    public static async Task<(IFormCollection Form, int? Refused)> ReadAsync(HttpRequest request, FormLimits limits, CancellationToken ct)
    {
        if (await IsTooLargeAsync(request, limits.Bytes, ct))
        {
            return (FormCollection.Empty, StatusCodes.Status413PayloadTooLarge);
        }
        if (!request.HasFormContentType)
        {
            return (FormCollection.Empty, null);
        }
        try
        {
            return (await request.ReadFormAsync(Options(limits), ct), null);
        }
        catch (BadHttpRequestException problem)
        {
            return (FormCollection.Empty, problem.StatusCode);
        }
        catch (Exception problem)
            when (problem is InvalidDataException or IOException or ArgumentException or NotSupportedException
                && !ct.IsCancellationRequested
            )
        {
            return (FormCollection.Empty, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Reads a body that is too large to its end, because a browser shows the response only after it has sent all.</summary>
    /// <param name="most">In bytes; the server's own limit is raised to it.</param>
    public static async Task<bool> IsTooLargeAsync(HttpRequest request, int most, CancellationToken ct)
    {
        var isTooLarge = request.ContentLength > most;
        var readable = isTooLarge ? 2L * most : most;
        var server = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (server is { IsReadOnly: false } && server.MaxRequestBodySize < readable)
        {
            server.MaxRequestBodySize = readable;
        }
        if (!isTooLarge)
        {
            return false;
        }
        try
        {
            await request.Body.CopyToAsync(Stream.Null, ct);
        }
        catch (BadHttpRequestException)
        {
            // More than twice as large: the connection ends.
        }
        return true;
    }

    private static FormOptions Options(FormLimits limits) =>
        new()
        {
            ValueCountLimit = limits.Fields,
            KeyLengthLimit = 200,
            ValueLengthLimit = 64 * 1024,
            MultipartBodyLengthLimit = limits.Bytes,
            MultipartHeadersCountLimit = 8,
            MultipartHeadersLengthLimit = 4096,
        };

    public static FormInput Parse(IFormCollection form, InvitationForm asked)
    {
        var input = new FormInput();
        input.HasForeign = form.Files.Count > 0;
        foreach (var (name, values) in form)
        {
            var given = values.OfType<string>().Where(value => !string.IsNullOrWhiteSpace(value)).ToArray();
            if (given.Length == 0)
            {
                continue;
            }
            if (TakeOfPage(input, name, given[0]))
            {
                continue;
            }
            var end = name.IndexOfAny(['.', ':']);
            var code = end < 0 ? name : name[..end];
            var relationship = asked.Relationships.FirstOrDefault(one => one.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
            if (relationship is null || end < 0 || !Take(input.Of(relationship.Code), name[end], name[(end + 1)..], given))
            {
                input.HasForeign = true;
            }
        }
        return input;
    }

    /// <returns>False: not a field of the page, but of a relationship.</returns>
    private static bool TakeOfPage(FormInput input, string name, string given)
    {
        switch (name)
        {
            case Fields.Receipt:
                input.Receipt = Guid.TryParse(given, out var receipt) ? receipt : null;
                return true;
            case Fields.Untouched:
                input.IsUntouched = true;
                return true;
            case Fields.Confirm:
                input.IsConfirmed = true;
                return true;
            default:
                return false;
        }
    }

    private static bool Take(RelationshipInput input, char mark, string field, string[] given)
    {
        if (mark == '.')
        {
            input.Answers[field] = given;
            return true;
        }
        switch (field)
        {
            case Fields.NoContact:
                input.NoContact = true;
                break;
            case Fields.TimeLost:
                input.TimeLost = given[0];
                break;
            case Fields.ContactMe:
                input.ContactMe = given[0];
                break;
            case Fields.Thanks:
                input.Thanks = given[0];
                break;
            case Fields.NotForAYear:
                input.NotForAYear = true;
                break;
            case Fields.Sign:
                input.UnderName.UnionWith(given);
                break;
            default:
                return false;
        }
        return true;
    }
}

/// <summary>Names of the fields beside the answers. The form and JSON have the same names, except for the receipt.</summary>
internal static class Fields
{
    /// <summary>A field of the page, not of a relationship.</summary>
    public const string Receipt = "receipt";

    /// <summary>A field of the page: its script has seen no click or key yet.</summary>
    public const string Untouched = "untouched";

    /// <summary>A field of the page: which services are not rated was told.</summary>
    public const string Confirm = "confirm";
    public const string NoContact = "noContact";
    public const string TimeLost = "timeLost";
    public const string ContactMe = "contactMe";
    public const string Thanks = "thanks";
    public const string NotForAYear = "notForAYear";

    /// <summary>In the form the values are the text questions to sign.</summary>
    public const string Sign = "sign";
}
