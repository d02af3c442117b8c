using System.Globalization;

namespace Survey.Api.Respond.Inputs;

/// <summary>Such as "MK": enough for the person, and little for somebody else.</summary>
internal static class Initials
{
    public static string Of(string name) =>
        string.Concat(name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => StringInfo.GetNextTextElement(word)));
}
