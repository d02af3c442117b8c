using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Api.Respond;

/// <summary>A response by API.</summary>
/// <param name="Token">From the person's link.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResponseDocument(string Token, IReadOnlyList<RelationshipDocument> Relationships);

/// <param name="Contact">False: "I had no contact with them in this period"; then there are no answers.</param>
/// <param name="Answers">By breakdown point or question: a number, "n/a" for a step that does not apply, an option's code, several codes, or a text.</param>
/// <param name="TimeLost">none, under15m, under1h, under4h or more.</param>
/// <param name="Sign">The person's name stands under the comments.</param>
/// <param name="ContactMe">What they want to be contacted about; the reader will know who it is.</param>
/// <param name="NotForAYear">Do not ask about this service for a year.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RelationshipDocument(
    string Code, bool Contact = true, IReadOnlyDictionary<string, JsonElement>? Answers = null, string? TimeLost = null,
    bool Sign = false, string? ContactMe = null, string? Thanks = null, bool NotForAYear = false);

/// <summary>What came of it.</summary>
/// <param name="Stored">How many relationships were answered.</param>
internal sealed record StoredDocument(int Stored);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, AllowDuplicateProperties = false, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, PropertyNameCaseInsensitive = false, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ResponseDocument))]
internal sealed partial class ResponseDocumentContext : JsonSerializerContext;
