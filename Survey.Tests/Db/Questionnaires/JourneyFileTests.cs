using System.Text.Json.Nodes;
using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Questionnaires;

public sealed class JourneyFileTests
{
    private const string Good = """
        {"code":"it","name":{"en":"IT","fi":"Tietotekniikka"},
         "breakdownPoints":[
           {"code":"waiting","name":{"en":"Waiting"},"standard":{"promise":{"en":"Within a day"},"target":4.0},
            "question":{"en":"How was the wait?"}},
           {"code":"quality","name":{"en":"Quality"},"question":{"en":"Did it help?"}}],
         "questions":[
           {"key":"overall","kind":"rating","text":{"en":"Overall?"}},
           {"key":"reason","kind":"choice","text":{"en":"Why?"},
            "options":[{"code":"slow","text":{"en":"Slow"}},{"code":"rude","text":{"en":"Rude"}}],
            "required":false,"when":{"question":"waiting","atMost":2}},
           {"key":"comment","kind":"text","text":{"en":"Anything else?"}}]}
        """;

    [Test]
    public async Task A_good_file_is_read()
    {
        var journey = await ReadAsync(Good);

        Assert.That(journey.Items.Select(item => item.Key), Is.EqualTo(new[] { "waiting", "quality", "overall", "reason" }));
    }

    [TestCase("$.code", "\"a b\"", "code: 'a b' is not a code: letters a-z, digits, _ and -, beginning with a letter or digit")]
    [TestCase("$.name.en", "\"A\\u0000b\"", "name.en: has a control character (U+0000): type it again")]
    [TestCase("$.name.en", "\"A\\u202eb\"", "name.en: has an invisible letter (U+202E): type it again")]
    [TestCase(
        "$.name.en",
        "\"A\\ufffdb\"",
        "name.en: a character could not be decoded (U+FFFD): type it again, or export the file again as UTF-8"
    )]
    [TestCase("$.code", "\"a\\u0000\"", "code: has a control character (U+0000): type it again")]
    [TestCase("$.colour", "1", "colour: unknown; known here are code, name, breakdownPoints, questions")]
    [TestCase("$.name", "\"IT\"", "name: must be a text per language, such as {\"en\": \"...\"}")]
    [TestCase("$.name", "{}", "name: must be a text per language, such as {\"en\": \"...\"}")]
    [TestCase("$.name.sv", "\"IT\"", "name: 'sv' is not one of en, fi, et, pl, fr")]
    [TestCase("$.name.fi", "\" \"", "name.fi: must be a text that is not empty")]
    [TestCase("$.breakdownPoints", "{}", "breakdownPoints: must be a list [...]")]
    [TestCase("$.breakdownPoints.0.standard.target", "5.5", "breakdownPoints[0].standard.target: must be between 1 and 5")]
    [TestCase("$.breakdownPoints.0.standard.target", "\"4\"", "breakdownPoints[0].standard.target: must be a number")]
    [TestCase(
        "$.breakdownPoints.1.code",
        "\"Overall\"",
        "breakdownPoints[1].code: 'Overall' is reserved; choose another name for this step"
    )]
    [TestCase(
        "$.breakdownPoints.1.code",
        "\"closed_on\"",
        "breakdownPoints[1].code: 'closed_on' is reserved; choose another name for this step"
    )]
    [TestCase(
        "$.breakdownPoints.1.code",
        "\"WAITING\"",
        "breakdownPoints[1].code: 'WAITING' is the name of breakdownPoints[0].code already"
    )]
    [TestCase("$.questions.1.key", "\"quality\"", "questions[1].key: 'quality' is the name of breakdownPoints[1].code already")]
    [TestCase("$.questions.0.key", "\"total\"", "questions: the question 'overall' of kind rating is missing")]
    [TestCase("$.questions.0.kind", "\"effort\"", "questions[0].kind: 'overall' must be a rating")]
    [TestCase("$.questions.0.when", "{\"question\":\"waiting\",\"atMost\":2}", "questions[0].when: 'overall' is always asked")]
    [TestCase("$.questions.2.kind", "\"rating\"", "questions[2].kind: a rating is the question 'overall' or belongs to a step")]
    [TestCase(
        "$.questions.2.kind",
        "\"stars\"",
        "questions[2].kind: stars is not one of rating, recommendation, effort, choice, choices, text"
    )]
    [TestCase(
        "$.questions.0.scale",
        "\"stars\"",
        "questions[0].scale: stars is not one of quality, satisfaction, ease, speed, clarity, safety, agreement, importance"
    )]
    [TestCase(
        "$.breakdownPoints.0.scale",
        "\"Ease\"",
        "breakdownPoints[0].scale: Ease is not one of quality, satisfaction, ease, speed, clarity, safety, agreement, importance"
    )]
    [TestCase("$.questions.2.scale", "\"ease\"", "questions[2].scale: only for the kind rating")]
    [TestCase("$.questions.2.options", "[]", "questions[2].options: only for the kinds choice and choices")]
    [TestCase("$.questions.1.options", "[]", "questions[1].options: must be 1 to 20")]
    [TestCase(
        "$.questions.1.options.1.code",
        "\"slow\"",
        "questions[1].options[1].code: 'slow' is the name of questions[1].options[0].code already"
    )]
    [TestCase("$.questions.1.when.atMost", "0", "questions[1].when.atMost: must be a rating, 1 to 5")]
    [TestCase(
        "$.questions.1.when.question",
        "\"comment\"",
        "questions[1].when.question: 'comment' is neither a step nor an earlier rating"
    )]
    [TestCase("$.questions.1.required", "\"no\"", "questions[1].required: must be true or false")]
    public async Task What_is_wrong_is_named_with_its_place(string place, string value, string reason) =>
        Assert.That(await ReasonsAsync(Changed(Good, place, value)), Does.Contain(reason));

    [TestCase("$.questions.0.text", "questions[0].text: is missing")]
    [TestCase("$.breakdownPoints.0.question", "breakdownPoints[0].question: is missing")]
    [TestCase("$.code", "code: is missing")]
    public async Task What_is_missing_is_named(string place, string reason) =>
        Assert.That(await ReasonsAsync(Changed(Good, place, null)), Is.EqualTo(new[] { reason }));

    [TestCase("\"IT\"", "\"IT \\ud83d\"", "name.en: has an incomplete character")]
    [TestCase("\"waiting\"", "\"wait\\udc00\"", "breakdownPoints[0].code: has an incomplete character")]
    [TestCase("\"choice\"", "\"choice\\ud83d\"", "questions[1].kind: has an incomplete character")]
    [TestCase("\"atMost\"", "\"atMost\\ud83d\"", "the name of a member has an incomplete character")]
    public async Task Half_of_a_character_is_named_with_its_place(string text, string changed, string reason) =>
        Assert.That(await ReasonsAsync(Good.Replace(text, changed, StringComparison.Ordinal)), Has.Some.StartsWith(reason));

    [Test]
    public async Task A_rating_has_the_scale_it_names_and_quality_if_it_names_none()
    {
        var journey = await ReadAsync(
            Changed(Changed(Good, "$.breakdownPoints.0.scale", "\"speed\""), "$.questions.0.scale", "\"satisfaction\"")
        );
        var again = QuestionnaireJson.Read(QuestionnaireJson.Write(journey));

        Assert.That(
            (again.BreakdownPoints[0].Scale, again.BreakdownPoints[1].Scale, again.Overall.Scale),
            Is.EqualTo((RatingScale.Speed, RatingScale.Quality, RatingScale.Satisfaction))
        );
    }

    [Test]
    public async Task A_file_without_scales_stays_the_version_it_was()
    {
        var journey = await ReadAsync(Good);
        var named = await ReadAsync(Changed(Good, "$.breakdownPoints.0.scale", "\"quality\""));

        Assert.That(QuestionnaireJson.Write(journey), Does.Not.Contain("scale"));
        Assert.That(QuestionnaireJson.Digest(named), Is.EqualTo(QuestionnaireJson.Digest(journey)));
    }

    [Test]
    public async Task Byte_order_marks_at_the_start_are_dropped() =>
        Assert.That((await ReadAsync("\uFEFF\uFEFF" + Good)).Code, Is.EqualTo("it"));

    [Test]
    public async Task More_than_twenty_options_are_refused()
    {
        var options = string.Join(',', Enumerable.Range(1, 21).Select(number => $$$"""{"code":"o{{{number}}}","text":{"en":"x"}}"""));

        Assert.That(
            await ReasonsAsync(Changed(Good, "$.questions.1.options", $"[{options}]")),
            Is.EqualTo(new[] { "questions[1].options: must be 1 to 20" })
        );
    }

    [TestCase("{\"code\": }", "line 1: this is not JSON")]
    [TestCase("", "line 1: this is not JSON")]
    [TestCase("[]", "the file: must be an object {...}")]
    [TestCase("{\"code\":\"a\",\"code\":\"b\"}", "this is not JSON: Duplicate property 'code'")]
    public async Task What_is_no_JSON_object_is_refused(string text, string reason) =>
        Assert.That((await ReasonsAsync(text))[0], Does.StartWith(reason));

    [Test]
    public async Task The_same_content_is_the_same_version_and_other_content_a_new_one()
    {
        await using var test = await TestDatabase.CreateAsync();

        var first = await StoreAsync(test, Good);
        var again = await StoreAsync(test, JsonNode.Parse(Good)!.ToJsonString());
        var changed = await StoreAsync(test, Changed(Good, "$.breakdownPoints.0.standard.target", "4.5"));
        var back = await StoreAsync(test, Good);

        Assert.That(
            new[] { first, again, changed, back },
            Is.EqualTo(
                new[] { new StoredVersion(1, true), new StoredVersion(1, false), new StoredVersion(2, true), new StoredVersion(3, true) }
            )
        );
    }

    private static Task<Questionnaire> ReadAsync(string text) => JourneyFile.ReadAsync(ImportFile.Of(text), default);

    private static Task<IReadOnlyList<string>> ReasonsAsync(string text) => ImportFile.ReasonsAsync(() => ReadAsync(text));

    private static async Task<StoredVersion> StoreAsync(TestDatabase test, string text)
    {
        var journey = await ReadAsync(text);
        return await test.Database.InTransactionAsync(connection =>
            QuestionnaireStore.StoreAsync(connection, journey, "test", DateTimeOffset.UnixEpoch, default)
        );
    }

    /// <summary>The file with another value, or without one, at a place such as $.questions.0.key.</summary>
    private static string Changed(string json, string place, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = place.Split('.')[1..];
        var at = steps[..^1].Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        at.AsObject().Remove(steps[^1]);
        if (value is not null)
        {
            at[steps[^1]] = JsonNode.Parse(value);
        }
        return root.ToJsonString();
    }
}
