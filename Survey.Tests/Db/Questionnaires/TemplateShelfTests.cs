using System.Text.RegularExpressions;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Tests.Db.Questionnaires;

public sealed partial class TemplateShelfTests
{
    private static IEnumerable<string> Codes => TemplateShelf.Codes;

    [Test]
    public void There_are_thirteen() => Assert.That(TemplateShelf.Codes, Has.Count.EqualTo(13));

    [TestCaseSource(nameof(Codes))]
    public async Task A_template_keeps_the_rules_of_journey_files_and_is_named_by_its_file(string code)
    {
        var template = await TemplateShelf.ReadAsync(code, default);

        Assert.That(template.Code, Is.EqualTo(code));
        Assert.That(JourneyRules.Problems(template), Is.Empty);
    }

    [TestCaseSource(nameof(Codes))]
    public async Task A_template_has_every_text_in_every_language_and_no_two_alike(string code)
    {
        var texts = TextsOf(await TemplateShelf.ReadAsync(code, default)).ToList();

        Assert.That(texts.Select(text => text.Values.Keys), Is.All.EquivalentTo(Language.Codes));
        Assert.That(
            texts.Where(text => Sentence().IsMatch(text.In("en"))).Select(text => text.Values.Values.Distinct().Count()),
            Is.All.EqualTo(Language.Codes.Count),
            "a sentence that was not translated"
        );
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Each_step_of_a_template_has_a_promise_with_a_number_and_a_target(string code)
    {
        var steps = (await TemplateShelf.ReadAsync(code, default)).BreakdownPoints;

        Assert.That(steps.Count, Is.InRange(4, 6));
        foreach (var step in steps)
        {
            Assert.That(step.Standard?.Target, Is.InRange(3.0, 4.5), step.Code);
            var numbers = step.Standard!.Promise.Values.ToDictionary(text => text.Key, text => Numbers(text.Value));
            Assert.That(numbers.Values, Is.All.Not.Empty, step.Code);
            Assert.That(numbers.Values, Is.All.SubsetOf(numbers["en"]), "another number: " + step.Code);
        }
    }

    [TestCaseSource(nameof(Codes))]
    public async Task A_template_asks_why_after_a_low_rating_which_step_matters_and_for_a_text(string code)
    {
        var template = await TemplateShelf.ReadAsync(code, default);

        Assert.That(template.Questions.Count(question => question.When is not null), Is.EqualTo(1));
        Assert.That(template.TextQuestions.Count(), Is.EqualTo(1));
        Assert.That(
            template.Questions.Single(question => question.Key == "matters_most").Options!.Select(option => option.Code),
            Is.EqualTo(template.BreakdownPoints.Select(step => step.Code))
        );
    }

    /// <summary>French sets signs apart, without a space that keeps them on the line alone.</summary>
    [TestCaseSource(nameof(Codes))]
    public async Task Typography_of_a_template_is_that_of_print(string code)
    {
        var texts = TextsOf(await TemplateShelf.ReadAsync(code, default)).ToList();

        Assert.That(texts.SelectMany(text => text.Values.Values).Where(text => Typewritten().IsMatch(text)), Is.Empty);
        Assert.That(texts.Select(text => text.Values["fr"]).Where(text => BreakingFrench().IsMatch(text)), Is.Empty);
    }

    private static List<string> Numbers(string text) => [.. Number().Matches(text).Select(number => Space().Replace(number.Value, ""))];

    private static IEnumerable<LocalizedText> TextsOf(Questionnaire template) =>
        [
            template.Name,
            .. template.BreakdownPoints.SelectMany(step => new[] { step.Name, step.Question, step.Standard!.Promise }),
            .. template.Questions.Select(question => question.Text),
            .. template.Questions.SelectMany(question => question.Options ?? []).Select(option => option.Text),
        ];

    [GeneratedRegex(@"\d[\d,\s]*\d|\d")]
    private static partial Regex Number();

    [GeneratedRegex(@"[,\s]")]
    private static partial Regex Space();

    [GeneratedRegex(@"\w+ \w+ \w+")]
    private static partial Regex Sentence();

    [GeneratedRegex("""['"]|\.\.\.| {2}|^\s|\s$| - """)]
    private static partial Regex Typewritten();

    [GeneratedRegex(@"[^\u202F][;!?]|[^\u00A0]:|« |[^\s]»| »")]
    private static partial Regex BreakingFrench();
}
