using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;
using Survey.Tests.Support;

namespace Survey.Tests;

/// <summary>RULES.md agrees with the code that cites it and with the tests that it names; links between documents lead somewhere.</summary>
public sealed partial class RulesTests
{
    /// <summary>What builds, runs and editors leave in a checkout.</summary>
    private static readonly string[] Skipped = [".data", ".git", ".vs", ".vscode", "bin", "obj", "TestResults"];

    private static readonly string[] Citing = [".cs", ".css", ".js", ".json", ".md", ".py", ".razor", ".sh", ".sql"];

    private static readonly string[] Files = [.. FilesIn(Repository.Root)];

    private static readonly string Document = Path.Combine(Repository.Root, "RULES.md");

    private static readonly Rule[] Rules =
    [
        .. RuleSection()
            .Matches(Read(Document))
            .Select(section => new Rule(section.Groups["number"].Value, TestsIn(section.Groups["text"].Value))),
    ];

    /// <summary>Full names of the classes that have tests.</summary>
    private static readonly string[] Fixtures =
    [
        .. typeof(RulesTests)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetMethods().Any(IsTest))
            .Select(type => type.FullName!),
    ];

    [Test]
    public void Every_rule_that_is_cited_has_an_anchor()
    {
        var anchors = AnchorsOf(Document);
        var citations = Files
            .Where(file => Citing.Contains(Path.GetExtension(file)))
            .SelectMany(file => CitedIn(Read(file)), (file, rule) => (File: Path.GetRelativePath(Repository.Root, file), Rule: rule))
            .ToList();

        Assert.That(citations, Has.Count.GreaterThan(50), "the search must find something");
        Assert.That(citations.Where(citation => !anchors.Contains(AnchorOf(citation.Rule))), Is.Empty);
    }

    [TestCase("The answers (rule A7).", "A7")]
    [TestCase("Rule A4: nothing changes.", "A4")]
    [TestCase("rules A3 and D6", "A3 D6")]
    [TestCase("rules A5, A6, A7 and A8 on a real database", "A5 A6 A7 A8")]
    [TestCase("the same (rules A1,\n/// A2)", "A1 A2")]
    [TestCase("Printed on A4.", "")]
    public void A_citation_names_one_rule_or_several(string text, string rules) =>
        Assert.That(string.Join(' ', CitedIn(text)), Is.EqualTo(rules));

    [Test]
    public void Every_rule_stands_once_under_the_anchor_of_its_number()
    {
        var text = Read(Document);

        Assert.That(Rules, Has.Length.GreaterThan(40));
        Assert.That(Rules.Select(rule => rule.Number), Is.Unique);
        foreach (var rule in Rules)
        {
            Assert.That(text, Does.Contain($"<a id=\"{AnchorOf(rule.Number)}\"></a>\n### {rule.Number}: "));
        }
    }

    [Test]
    public void Every_rule_names_tests_that_exist()
    {
        Assert.Multiple(() =>
        {
            foreach (var rule in Rules)
            {
                Assert.That(rule.Tests, Is.Not.Empty, $"{rule.Number} names no test.");
                Assert.That(
                    rule.Tests.Where(test => !IsFixture(test)),
                    Is.Empty,
                    $"{rule.Number}: there is no such class with tests, or several; put the namespace before it then."
                );
            }
        });
    }

    [Test]
    public void Every_relative_link_of_a_document_leads_somewhere()
    {
        var documents = Files.Where(file => Path.GetExtension(file) == ".md").ToList();

        Assert.That(documents, Does.Contain(Document));
        Assert.That(documents.SelectMany(BrokenLinksOf), Is.Empty);
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Skipped.Contains(Path.GetFileName(inner))).SelectMany(FilesIn));

    private static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

    private static IEnumerable<string> CitedIn(string text) =>
        from Match citation in Citation().Matches(text)
        from Match rule in RuleNumber().Matches(citation.Value)
        select rule.Value;

    private static string AnchorOf(string rule) => rule.ToLowerInvariant();

    private static string[] TestsIn(string text) =>
        [.. TestsLine().Matches(text).SelectMany(line => line.Groups["tests"].Value.Split(", "))];

    private static bool IsFixture(string name) => Fixtures.Count(fixture => fixture.EndsWith($".{name}", StringComparison.Ordinal)) == 1;

    private static bool IsTest(MethodInfo method) =>
        method.GetCustomAttributes(inherit: true).Any(attribute => attribute is ITestBuilder or ISimpleTestBuilder);

    private static IEnumerable<string> BrokenLinksOf(string document) =>
        from Match link in RelativeLink().Matches(Read(document))
        let path = link.Groups["path"].Value
        let target = path.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, path)
        where !Leads(target, link.Groups["anchor"].Value)
        select $"{Path.GetRelativePath(Repository.Root, document)}: {link.Value}";

    private static bool Leads(string target, string anchor) =>
        File.Exists(target) ? anchor.Length == 0 || AnchorsOf(target).Contains(anchor) : Directory.Exists(target) && anchor.Length == 0;

    /// <summary>Explicit ones, and those that GitHub makes of headings.</summary>
    private static HashSet<string> AnchorsOf(string document)
    {
        var text = Read(document);
        var headings = Heading().Matches(text).Select(heading => heading.Groups["text"].Value.ToLowerInvariant());
        return
        [
            .. Anchor().Matches(text).Select(anchor => anchor.Groups["id"].Value),
            .. headings.Select(heading => NotInAnchors().Replace(heading, "").Replace(' ', '-')),
        ];
    }

    private sealed record Rule(string Number, string[] Tests);

    /// <summary>A comment may break its line within a citation.</summary>
    [GeneratedRegex(@"\b[Rr]ules?[\s/*]+[A-G][0-9]+\b((,|[\s/*]+and)[\s/*]+[A-G][0-9]+\b)*")]
    private static partial Regex Citation();

    [GeneratedRegex("[A-G][0-9]+")]
    private static partial Regex RuleNumber();

    /// <summary>Up to the next heading or anchor.</summary>
    [GeneratedRegex(@"^### (?<number>[A-G][0-9]+): .+\n(?<text>((?!#|<a id=).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex RuleSection();

    [GeneratedRegex("^Tests: (?<tests>.+)$", RegexOptions.Multiline)]
    private static partial Regex TestsLine();

    [GeneratedRegex(@"\]\((?!\w+:)(?<path>[^)#\s]*)(#(?<anchor>[^)\s]+))?\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex("<a id=\"(?<id>[^\"]+)\">")]
    private static partial Regex Anchor();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
