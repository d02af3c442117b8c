using System.Globalization;
using System.Text.Json;
using Survey.Db.Languages;

namespace Survey.Db.Json;

internal abstract class JsonShape
{
    public static readonly JsonShape Text = new Leaf("problems.json.text", element => element.ValueKind == JsonValueKind.String);
    public static readonly JsonShape Number = new Leaf("problems.json.number", element => element.ValueKind == JsonValueKind.Number);
    public static readonly JsonShape Integer = new Leaf("problems.json.integer", element =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _)
    );
    public static readonly JsonShape Boolean = new Leaf("problems.json.boolean", element =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False
    );
    public static readonly JsonShape Day = new Leaf("problems.json.day", element =>
        element.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
    );
    public static readonly JsonShape Texts = new PerLanguage();
    public static readonly JsonShape TextOrTexts = new OneOrPerLanguage();

    public static JsonShape OneOf(params string[] values) => new Choice(values);

    public static JsonShape List(JsonShape of) => new ListShape(of);

    /// <param name="members">A "?" after the name marks an optional member.</param>
    public static JsonShape Object(params (string Name, JsonShape Shape)[] members) => new ObjectShape(members);

    public void Check(JsonElement element, string place, List<Problem> problems)
    {
        if (element.ValueKind == JsonValueKind.String && ProblemOf(element) is { } problem)
        {
            problems.Add(new Problem(null, place, problem));
        }
        else
        {
            CheckShape(element, place, problems);
        }
    }

    protected abstract void CheckShape(JsonElement element, string place, List<Problem> problems);

    private static Sentence? ProblemOf(JsonElement text)
    {
        try
        {
            return PlainText.Problem(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return new Sentence("problems.json.surrogate");
        }
    }

    private sealed class Leaf(string key, Func<JsonElement, bool> fits) : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<Problem> problems)
        {
            if (!fits(element))
            {
                problems.Add(new Problem(null, place, new(key)));
            }
        }
    }

    private sealed class Choice(string[] values) : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<Problem> problems)
        {
            if (element.ValueKind != JsonValueKind.String || !values.Contains(element.GetString()))
            {
                problems.Add(new Problem(null, place, new("problems.json.oneOf", Codes.Shorten(element.ToString()), values)));
            }
        }
    }

    private sealed class ListShape(JsonShape of) : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<Problem> problems)
        {
            if (element.ValueKind != JsonValueKind.Array)
            {
                problems.Add(new Problem(null, place, new("problems.json.list", "[...]")));
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

        protected override void CheckShape(JsonElement element, string place, List<Problem> problems)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new Problem(null, place, new("problems.json.object", "{...}")));
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
                    problems.Add(new Problem(null, prefix + Codes.Shorten(member.Name), new("problems.json.unknown", _members.Keys)));
                }
            }
            foreach (var (name, _) in members.Where(member => !member.Name.EndsWith('?') && !element.TryGetProperty(member.Name, out _)))
            {
                problems.Add(new Problem(null, prefix + name, new("problems.json.missing")));
            }
        }
    }

    private sealed class OneOrPerLanguage : JsonShape
    {
        protected override void CheckShape(JsonElement element, string place, List<Problem> problems) =>
            (element.ValueKind == JsonValueKind.Object ? Texts : Text).Check(element, place, problems);
    }

    private sealed class PerLanguage : JsonShape
    {
        private static readonly JsonShape NotEmpty = new Leaf("problems.json.notEmpty", element =>
            element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(element.GetString())
        );

        protected override void CheckShape(JsonElement element, string place, List<Problem> problems)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.EnumerateObject().Any())
            {
                problems.Add(new Problem(null, place, new("problems.json.texts", "{\"en\": \"...\"}")));
                return;
            }
            foreach (var member in element.EnumerateObject())
            {
                if (!Language.Codes.Contains(member.Name))
                {
                    problems.Add(new Problem(null, place, new("problems.oneOf", Codes.Shorten(member.Name), Language.Codes)));
                }
                else
                {
                    NotEmpty.Check(member.Value, $"{place}.{member.Name}", problems);
                }
            }
        }
    }
}
