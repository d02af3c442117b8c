using Survey.Api.Respond.Inputs;
using Survey.Db.Letters;

namespace Survey.Tests.Db.Letters;

public sealed class OwnWordsRulesTests
{
    [TestCase("How is {services}?")]
    [TestCase("{Organisation} asks: 3 < 5 & more, it's \"fine\" – a/b, e.g. {CLOSING_DAY} at {closing_time}")]
    [TestCase("Ą ž ö é\u202f! {name}")]
    public void Plain_words_are_sound(string words)
    {
        Assert.That(OwnWordsRules.OfSubject(words), Is.Empty);
        Assert.That(OwnWordsRules.OfIntroduction(words + "\n\n" + words), Is.Empty);
    }

    [TestCase("{servise}", "unknown {servise}")]
    [TestCase("{} and { name }", "unknown {}", "unknown { name }")]
    [TestCase("{x}{x}", "unknown {x}")]
    [TestCase("{name", "brace")]
    [TestCase("name}", "brace")]
    [TestCase("{{name}}", "brace")]
    [TestCase("Look at https://example.org", "link")]
    [TestCase("Look at WWW.example.org", "link")]
    [TestCase("Look at example.org/here", "link")]
    [TestCase("mailto:anna@example.org", "link")]
    [TestCase("<b>Now</b>", "markup")]
    [TestCase("<!-- hidden -->", "markup")]
    [TestCase("a&nbsp;b", "markup")]
    [TestCase("a&#160;b", "markup")]
    [TestCase("a\0b", "hidden")]
    [TestCase("a\u001bb", "hidden")]
    [TestCase("a\u202eb", "hidden")]
    [TestCase("a\ud800b", "hidden")]
    [TestCase("{who} <i>", "unknown {who}", "markup")]
    public void What_can_not_be_sent_is_named_once_each(string words, params string[] problems)
    {
        Assert.That(OwnWordsRules.OfSubject(words).Select(Named), Is.EqualTo(problems));
        Assert.That(OwnWordsRules.OfIntroduction(words).Select(Named), Is.EqualTo(problems));
    }

    [TestCase("\r\nBcc: somebody@example.org")]
    [TestCase("\n")]
    [TestCase("\r")]
    [TestCase("\u0085")]
    [TestCase("\u2028")]
    public void A_subject_is_one_line_and_an_introduction_may_have_several(string lineBreak)
    {
        Assert.That(OwnWordsRules.OfSubject($"One{lineBreak}two").Select(Named), Does.Contain("lines"));
        Assert.That(OwnWordsRules.OfIntroduction(OwnWords.Entered(null, $"One{lineBreak}two").Introduction!), Is.Empty);
    }

    [Test]
    public void The_longest_that_may_be_is_taken_and_one_more_is_not()
    {
        var subject = new string('a', OwnWordsRules.LongestSubject);
        var introduction = new string('a', OwnWordsRules.LongestIntroduction);

        Assert.That(OwnWordsRules.OfSubject(subject).Concat(OwnWordsRules.OfIntroduction(introduction)), Is.Empty);
        Assert.That(OwnWordsRules.OfSubject(subject + "a").Select(Named), Is.EqualTo(new[] { "long 120 121" }));
        Assert.That(OwnWordsRules.OfIntroduction(introduction + "a").Select(Named), Is.EqualTo(new[] { "long 1000 1001" }));
    }

    [Test]
    public void Nothing_but_spaces_is_the_built_in_text() => Assert.That(OwnWords.Entered(" \t", "\r\n\r\n"), Is.EqualTo(OwnWords.None));

    private static string Named(WordsProblem problem) => string.Join(' ', problem.Values.Prepend(problem.Rule));
}
