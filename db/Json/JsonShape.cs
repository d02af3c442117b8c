using System.Globalization;
using System.Text.Json;
using Survey.Db.Languages;

namespace Survey.Db.Json;

internal abstract class JsonShape
{
    public static readonly JsonShape Text = new Leaf("a text", element => element.ValueKind == JsonValueKind.String);
    public static readonly JsonShape Number = new Leaf("a number", element => element.ValueKind == JsonValueKind.Number);
    public static readonly JsonShape Integer = new Leaf("a whole number", element =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _)
    );
    public static readonly JsonShape Boolean = new Leaf("true or false", element =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False
    );
    public static readonly JsonShape Day = new Leaf("a date like 2026-03-31", element =>
        element.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
    );
    public static readonly JsonShape Texts = new PerLanguage();

    public static JsonShape OneOf(params string[] values) => new Choice(values);

    public static JsonShape List(JsonShape of) => new ListShape(of);

    /// <param name="members">A "?" after the name marks an optional member.</param>
    public static JsonShape Object(params (string Name, JsonShape Shape)[] members) => new ObjectShape(members);

    public void Check(JsonElement element, string place, List<string> problems)
    {
        if (element.ValueKind == JsonValueKind.String && ProblemOf(element) is { } problem)
        {
            problems.Add($"{At(place)}: {problem}");
        }
        else
        {
            CheckShape(element, place, problems);
        }
    }

    protected abstract void CheckShape(JsonElement element, string place, List<string> problems);

    private static string? ProblemOf(JsonElement text)
    {
        try
        {
            return PlainText.Problem(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return "has an incomplete character (\\ud800 to \\udfff, a lone surrogate): type it again";
        }
    }

    private static string At(string place) => place.Length == 0 ? "the file" : place;

    private sealed class Leaf(string kind, Func<JsonElement, bool> fits) : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<string> problems)
        {
            if (!fits(element))
            {
                problems.Add($"{At(place)}: must be {kind}");
            }
        }
    }

    private sealed class Choice(string[] values) : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<string> problems)
        {
            if (element.ValueKind != JsonValueKind.String || !values.Contains(element.GetString()))
            {
                problems.Add($"{place}: {Codes.Shorten(element.ToString())} is not one of {string.Join(", ", values)}");
            }
        }
    }

    private sealed class ListShape(JsonShape of) : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<string> problems)
        {
            if (element.ValueKind != JsonValueKind.Array)
            {
                problems.Add($"{At(place)}: must be a list [...]");
                return;
            }
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                of.Check(item, $"{place}[{index++}]", problems);
            }
        }
    }

    private sealed class ObjectShape((string Name, JsonShape Shape)[] members) : JsonShape
    {
        private readonly Dictionary<string, JsonShape> _members = members.ToDictionary(
            member => member.Name.TrimEnd('?'),
            member => member.Shape
        );

        protected override void CheckShape(JsonElement element, string place, List<string> problems)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{At(place)}: must be an object {{...}}");
                return;
            }
            var prefix = place.Length == 0 ? "" : place + ".";
            foreach (var member in element.EnumerateObject())
            {
                if (_members.TryGetValue(member.Name, out var shape))
                {
                    shape.Check(member.Value, prefix + member.Name, problems);
                }
                else
                {
                    problems.Add($"{prefix}{Codes.Shorten(member.Name)}: unknown; known here are {string.Join(", ", _members.Keys)}");
                }
            }
            foreach (var (name, _) in members.Where(member => !member.Name.EndsWith('?') && !element.TryGetProperty(member.Name, out _)))
            {
                problems.Add($"{prefix}{name}: is missing");
            }
        }
    }

    private sealed class PerLanguage : JsonShape
    {
        private static readonly JsonShape NotEmpty = new Leaf("a text that is not empty", element =>
            element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(element.GetString())
        );

        protected override void CheckShape(JsonElement element, string place, List<string> problems)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.EnumerateObject().Any())
            {
                problems.Add($"{At(place)}: must be a text per language, such as {{\"en\": \"...\"}}");
                return;
            }
            foreach (var member in element.EnumerateObject())
            {
                if (!Language.Codes.Contains(member.Name))
                {
                    problems.Add($"{place}: '{Codes.Shorten(member.Name)}' is not one of {string.Join(", ", Language.Codes)}");
                }
                else
                {
                    NotEmpty.Check(member.Value, $"{place}.{member.Name}", problems);
                }
            }
        }
    }
}
