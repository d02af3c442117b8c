using System.Text.RegularExpressions;
using Survey.Db.Languages;

namespace Survey.Tests.Db.Languages;

public sealed partial class TextsTests
{
    // Words that are the same in two languages.
    private static readonly HashSet<string> SameAsEnglish =
    [
        "language.plurals",
        "common.product",
        "waves.lag.minutes",
        "report.page.pdf",
        "headlines.figure",
        "pl upload.field.email",
        "pl upload.problem",
        "fr upload.field.code",
        "fr upload.field.email",
        "pl language.day",
        "pl language.firstDay",
        "pl language.weekday",
        "pl language.firstWeekday",
        "pl language.dayOfYear",
        "pl language.firstDayOfYear",
        "fr waves.relationship",
        "fr waves.relationships.one",
        "fr waves.relationships.other",
        "fr waves.light.count.one",
        "fr waves.light.count.other",
        "fr priority.pin.relationship",
        "fr language.dayOfYear",
        "fr organisation.title",
        "fr checklist.organisation",
        "fr checklist.relationships",
        "fr checklist.relationships.done.one",
        "fr checklist.relationships.done.other",
        "fr scales.importance.4",
        "fr language.day",
        "fr common.nav.programme",
        "fr respond.service",
        "fr pages.programme.mails",
        "fr pages.mailKind.invitation",
        "fr waves.participation",
        "fr waves.mailing",
        "fr report.section.participation",
        "pl access.role.admin",
        "fr cases.service",
        "fr structure.service",
        "fr upload.field.relationship",
        "fr structure.services",
        "fr structure.relationships.title",
        "fr structure.code",
        "fr report.drivers.importance",
        "fr report.employment.permanent",
        "fr report.relationship",
        "fr report.page.relationships",
        "fr explain.effort.title",
        "fr explain.participation.title",
        "fr mail.title",
        "fr mail.kind.invitation",
        "fr wording.kind.invitation",
        "fr mail.pages",
        "fr mail.date",
        "fr mail.part.html",
        "fr mail.count.one",
        "fr mail.count.other",
        "pl mail.part.html",
        "pl mail.count.one",
        "pl language.weekday",
        "pl language.firstWeekday",
        "pl common.role.admin",
        "fr services.version",
        "fr services.used.one",
        "fr services.used.other",
        "fr services.code",
        "fr services.question",
        "fr services.options",
        "fr services.option",
        "fr services.versions",
        "fr services.versionTitle",
        "fr services.part.question",
        "fr services.part.options",
    ];

    // Polish would have to bend the name it greets.
    private const string BentName = "pl letters.greeting";

    private static IEnumerable<string> Others => Language.Codes.Where(code => code != "en");

    [TestCaseSource(nameof(Others))]
    public void Every_language_has_the_keys_of_the_others(string code) =>
        Assert.That(
            Language.Of(code).Keys.Select(WithoutPlural).Distinct(),
            Is.EquivalentTo(Language.Of("en").Keys.Select(WithoutPlural).Distinct())
        );

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public void Every_counted_text_has_each_plural_form_of_its_language(string code)
    {
        var needed = Enumerable.Range(0, 200).Select(count => Language.Of(code).Plurals.CategoryOf(count)).ToHashSet();
        var counted = Language.Of(code).Keys.Where(key => WithoutPlural(key) != key).GroupBy(WithoutPlural, key => key.Split('.')[^1]);

        // "other" stands in for the forms that a text does without.
        Assert.That(counted.Where(forms => !needed.IsSubsetOf(forms) && !forms.Contains("other")).Select(forms => forms.Key), Is.Empty);
    }

    [TestCaseSource(nameof(Others))]
    public void No_text_has_stayed_English(string code)
    {
        var texts = Language.Of(code);
        var english = Language.Of("en");

        Assert.That(
            english.Keys.Where(key =>
                texts.Keys.Contains(key)
                && texts[key] == english[key]
                && Word().IsMatch(Hole().Replace(texts[key], ""))
                && !SameAsEnglish.Contains(key)
                && !SameAsEnglish.Contains($"{code} {key}")
            ),
            Is.Empty
        );
    }

    [TestCaseSource(nameof(Others))]
    public void Every_text_fills_in_the_same_values(string code)
    {
        var texts = Language.Of(code);
        var english = Language.Of("en").Keys.ToLookup(WithoutPlural, key => Values(Language.Of("en")[key]));

        Assert.That(
            texts.Keys.Where(key =>
                $"{code} {key}" != BentName && !english[WithoutPlural(key)].Any(values => values.SetEquals(Values(texts[key])))
            ),
            Is.Empty
        );
    }

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public void Typography_is_that_of_print(string code)
    {
        var texts = Language.Of(code);
        var wrong = texts
            .Keys.Where(key => !key.StartsWith("language.", StringComparison.Ordinal) && key != "letters.time")
            // The command line prints these, and scripts compare them.
            .Where(key => code != "en" || !key.StartsWith("problems.", StringComparison.Ordinal))
            .Where(key => Typewritten().IsMatch(texts[key]) || code == "fr" && BreakingFrench().IsMatch(Hole().Replace(texts[key], "X")));

        Assert.That(wrong.Select(key => $"{key}: {texts[key]}"), Is.Empty);
    }

    [TestCase("en", "")]
    [TestCase("fi", "\u00A0")]
    [TestCase("et", "")]
    [TestCase("pl", "")]
    [TestCase("fr", "\u202F")]
    public void A_percentage_is_written_as_CLDR_has_it(string code, string space)
    {
        var texts = Language.Of(code);
        var percents = texts.Keys.Where(key => key != "language.plurals").SelectMany(key => Percent().Matches(texts[key]));

        Assert.That(percents.Select(match => match.Groups[1].Value).Distinct(), Is.EqualTo(new[] { space }));
    }

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public void Names_of_methods_stand_in_the_note_on_the_method_alone(string code)
    {
        var texts = Language.Of(code);

        Assert.That(
            texts.Keys.Where(key => !key.StartsWith("report.method.", StringComparison.Ordinal) && Methods().IsMatch(texts[key])),
            Is.Empty
        );
    }

    [Test]
    public void Every_text_that_is_mentioned_exists() =>
        Assert.That(
            TextKeys.Mentions.Where(mention => !Language.Of("en").Keys.Any(key => TextKeys.Names(mention.Mention, key))).Distinct(),
            Is.Empty
        );

    [Test]
    public void Every_text_is_used()
    {
        var mentions = TextKeys.Mentions.Select(mention => mention.Mention).Distinct().ToList();

        Assert.That(
            Language
                .Of("en")
                .Keys.Where(key => !key.StartsWith("language.", StringComparison.Ordinal))
                .Where(key => !mentions.Any(mention => TextKeys.Names(mention, key))),
            Is.Empty
        );
    }

    private static string WithoutPlural(string key) => Plural().Replace(key, "");

    private static HashSet<string> Values(string text) => [.. Hole().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\.(one|few|many|other)$")]
    private static partial Regex Plural();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L}{3}")]
    private static partial Regex Word();

    [GeneratedRegex("""['"]|\.\.\.| {2}|^\s|\s$| - """)]
    private static partial Regex Typewritten();

    [GeneratedRegex("Welch|Student|LMG|Shapley|Benjamini|Hochberg|Newcombe|Wilson|Wald|bootstrap", RegexOptions.IgnoreCase)]
    private static partial Regex Methods();

    [GeneratedRegex(@"[\d}](\s?)%")]
    private static partial Regex Percent();

    /// <summary>A sign that French sets apart, without a space that keeps it on the line: U+202F, for the colon and « » U+00A0.</summary>
    /// <remarks>Names of settings have a colon inside.</remarks>
    [GeneratedRegex(@"[^\u202F][;!?]|[^\u00A0]:(?!//|\p{L})|«[^\u00A0]|[^\u00A0]»")]
    private static partial Regex BreakingFrench();
}
