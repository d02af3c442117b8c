using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Api.Respond;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResponseDocument(
    [property: Description("From the person's link: what stands behind /r/.")] string Token,
    [property: Description(
        "One for each service that the invitation asks about and that is answered now. "
            + "One that is left out is not answered, and can't be later."
    )]
        IReadOnlyList<RelationshipDocument> Relationships
);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RelationshipDocument(
    [property: Description("Code of the relationship, in any case.")] string Code,
    [property: Description(
        "False: \"I have had no contact with them since\" the day that the form names; then there are no answers and no lost time."
    )]
        bool Contact = true,
    [property: Description(
        "By code of the step or key of the question: a rating from 1 to 5, \"n/a\" for a step that does not apply, "
            + "an effort from 1 to 7, a recommendation from 0 to 10, the code of an option, a list of codes, or a text of at most "
            + "2,000 characters. \"overall\" is required once anything is answered. An answer to a follow-up that is not asked is ignored."
    )]
        IReadOnlyDictionary<string, JsonElement>? Answers = null,
    [property: Description("none, under15m, under1h, under4h or more.")] string? TimeLost = null,
    [property: Description("True: the person's name stands under the comments.")] bool Sign = false,
    [property: Description("What the person wants to be contacted about. Stored with the person's name, which the reader sees.")]
        string? ContactMe = null,
    [property: Description("Thanks, stored without a name. The reader will know that the writer took part.")] string? Thanks = null,
    [property: Description("True: do not ask about this service until a year after the survey closes.")] bool NotForAYear = false
);

internal sealed record StoredDocument([property: Description("How many relationships were answered.")] int Stored);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict
)]
[JsonSerializable(typeof(ResponseDocument))]
internal sealed partial class ResponseDocumentContext : JsonSerializerContext;
