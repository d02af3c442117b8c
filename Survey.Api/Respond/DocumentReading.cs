using System.Text.Json;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Reads a document of the API into the same entries that the form gives.</summary>
internal static class DocumentReading
{
    /// <param name="problems">Takes what can't be expressed as an entry.</param>
    public static Entries Entries(ResponseDocument document, InvitationForm asked, List<Problem> problems)
    {
        var entries = new Entries();
        foreach (var given in document.Relationships)
        {
            var relationship = asked.Relationships.FirstOrDefault(one => one.Code.Equals(given.Code, StringComparison.OrdinalIgnoreCase));
            if (relationship is null)
            {
                problems.Add(new Problem(given.Code, null, "notAsked"));
            }
            else if (entries.Relationships.ContainsKey(relationship.Code))
            {
                problems.Add(new Problem(relationship.Code, null, "twice"));
            }
            else
            {
                Take(given, relationship, entries.Of(relationship.Code), problems);
            }
        }
        return entries;
    }

    private static void Take(
        RelationshipDocument given,
        AskedRelationship relationship,
        RelationshipEntries entries,
        List<Problem> problems
    )
    {
        entries.NoContact = !given.Contact;
        entries.TimeLost = given.TimeLost;
        entries.ContactMe = given.ContactMe;
        entries.Thanks = given.Thanks;
        entries.NotForAYear = given.NotForAYear;
        if (given.Sign)
        {
            entries.UnderName.UnionWith(relationship.Questionnaire.TextQuestions.Select(question => question.Key));
        }
        foreach (var (key, value) in given.Answers ?? new Dictionary<string, JsonElement>())
        {
            try
            {
                if (Values(value) is not { } values)
                {
                    problems.Add(new Problem(relationship.Code, key, "value"));
                }
                else if (values.Length > 0)
                {
                    entries.Answers[key] = values;
                }
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair, escaped.
                problems.Add(new Problem(relationship.Code, key, "unreadable"));
            }
        }
        if (!given.Contact && (entries.Answers.Count > 0 || given.TimeLost is not null))
        {
            problems.Add(new Problem(relationship.Code, null, "contradiction"));
        }
    }

    /// <returns>Empty for null and blank texts; null when it can't be an answer.</returns>
    /// <exception cref="InvalidOperationException">A text in it has half of a character.</exception>
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
