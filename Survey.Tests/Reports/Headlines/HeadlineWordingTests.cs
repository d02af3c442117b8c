using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Headlines;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Headlines;

/// <summary>The sentences in every language.</summary>
public sealed class HeadlineWordingTests
{
    private static readonly string[] Lines =
    [
        "",
        "overall; waiting weak",
        "overall; waiting weak; intake weak; quality missed",
        "overall; a weak; b weak; c weak; d weak; e weak; f weak",
        "overall; waiting missed worse",
        "overall; waiting missed better",
        "overall; waiting missed",
        "overall; waiting missed; intake missed",
        "overall; waiting missed worse; intake missed",
        "overall; waiting missed better; intake missed",
        "overall; a missed; b missed; c missed; d missed; e missed",
        "overall; waiting better; intake worse",
        "overall; waiting worse",
        "overall; waiting worse; intake worse",
        "overall worse",
        "overall; waiting fine better was",
        "overall; waiting fine better was; intake fine better was",
        "overall; waiting better",
        "overall; waiting better; intake better",
        "overall better",
        "overall; waiting kept",
        "overall; waiting kept; intake kept",
        "overall; waiting fine",
        "overall; waiting fine; intake fine; quality fine; follow fine; end fine",
        "overall; waiting fine; intake few",
        "overall same",
        "overall",
        "overall hidden; waiting",
    ];

    [Test]
    public void Every_sentence_exists_in_every_language_ends_and_leaves_no_gap(
        [ValueSource(typeof(Language), nameof(Language.Codes))] string code
    )
    {
        var language = Language.Of(code);
        var headlines = Lines
            .Select(line => RelationshipHeadline.Of(Facts.Of(line), 5, language))
            .Append(RelationshipHeadline.Of(Facts.Of("overall same", Verdict.Worse), 5, language))
            .Append(RelationshipHeadline.Of(Facts.Of("overall same", Verdict.Better), 5, language))
            .Append(RelationshipHeadline.Of(Facts.Of("overall", first: true), 5, language))
            .Append(RelationshipHeadline.Of(SampleReport.Make(), language))
            .Append(UnitHeadline.Of(SampleOrganisation.MakeUnit(), language))
            .Append(UnitHeadline.Of(SampleOrganisation.MakeUnit(hidden: true), language))
            .Append(OrganisationHeadline.Of(SampleOrganisation.Make(), language))
            .Append(OrganisationHeadline.Of(SampleOrganisation.Make(hidden: true), language))
            .ToList();
        foreach (var sentence in headlines.SelectMany(headline => headline.Message.Prepend(headline.Title)))
        {
            TestContext.Out.WriteLine(sentence);
            Assert.That(sentence, Does.EndWith(".").And.Not.Match(@"[{}]|  |\.\.|: \.|, \."));
            Assert.That(
                char.IsUpper(sentence.First(char.IsLetter))
                    || char.IsDigit(sentence[0])
                    || "“”„«".Contains(sentence[0], StringComparison.Ordinal),
                sentence
            );
        }
        Assert.That(headlines.Select(headline => headline.Message.Count), Is.All.InRange(0, 3));
        Assert.That(headlines.Where(headline => headline.Message.Contains(headline.Title)), Is.Empty, "Nothing is said twice.");
    }

    [TestCase("en", "“waiting”")]
    [TestCase("fi", "”waiting”")]
    [TestCase("et", "„waiting“")]
    [TestCase("pl", "„waiting”")]
    [TestCase("fr", "«\u00A0waiting\u00A0»")]
    public void Names_stand_in_the_quotation_marks_of_the_language(string code, string quoted) =>
        Assert.That(RelationshipHeadline.Title(Facts.Of("overall; waiting missed"), Language.Of(code)), Does.Contain(quoted));

    [TestCase(1, "1 krok")]
    [TestCase(2, "2 kroki są")]
    [TestCase(5, "5 kroków jest")]
    [TestCase(22, "22 kroki są")]
    public void Polish_counts_as_poles_do(int count, string words) =>
        Assert.That(Language.Of("pl").Count("headlines.relationship.StepsWorse", count), Does.StartWith(words));
}
