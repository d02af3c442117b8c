using System.Text.Json;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Converts a document of the API to the input that the form gives.</summary>
internal static class DocumentReading
{
    /// <param name="problems">Receives what input cannot hold.</param>
    public static FormInput Parse(ResponseDocument document, InvitationForm asked, List<ValidationError> problems)
    {
        var input = new FormInput();
        foreach (var given in document.Relationships)
        {
            var relationship = asked.Relationships.FirstOrDefault(one => one.Code.Equals(given.Code, StringComparison.OrdinalIgnoreCase));
            if (relationship is null)
            {
                problems.Add(new ValidationError(given.Code, null, "notAsked"));
            }
            else if (input.Relationships.ContainsKey(relationship.Code))
            {
                problems.Add(new ValidationError(relationship.Code, null, "twice"));
            }
            else
            {
                Take(given, relationship, input.Of(relationship.Code), problems);
            }
        }
        return input;
    }

    private static void Take(
        RelationshipDocument given,
        AskedRelationship relationship,
        RelationshipInput input,
        List<ValidationError> problems
    )
    {
        input.NoContact = !given.Contact;
        input.TimeLost = given.TimeLost;
        input.ContactMe = given.ContactMe;
        input.Thanks = given.Thanks;
        input.NotForAYear = given.NotForAYear;
        if (given.Sign)
        {
            input.UnderName.UnionWith(relationship.Questionnaire.TextQuestions.Select(question => question.Key));
        }
        foreach (var (key, value) in given.Answers ?? new Dictionary<string, JsonElement>())
        {
            try
            {
                if (Values(value) is not { } values)
                {
                    problems.Add(new ValidationError(relationship.Code, key, "value"));
                }
                else if (values.Length > 0)
                {
                    input.Answers[key] = values;
                }
            }
            catch (InvalidOperationException)
            {
                // The text has an escaped lone surrogate.
                problems.Add(new ValidationError(relationship.Code, key, "unreadable"));
            }
        }
        if (!given.Contact && (input.Answers.Count > 0 || given.TimeLost is not null))
        {
            problems.Add(new ValidationError(relationship.Code, null, "contradiction"));
        }
    }

    /// <returns>Empty for null and blank texts; null: not an answer.</returns>
    /// <exception cref="InvalidOperationException">A text has a lone surrogate.</exception>
    private static string[]? Values(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Number => [value.GetRawText()],
            JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()) ? [] : [value.GetString()!],
            JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            [
                .. value.EnumerateArray().Select(one => one.GetString()!),
            ],
            _ => null,
        };
}
