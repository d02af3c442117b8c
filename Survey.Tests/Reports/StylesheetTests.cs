using Survey.Reports.Look;

namespace Survey.Tests.Reports;

public sealed class StylesheetTests
{
    [Test]
    public void The_first_page_of_a_printed_web_page_keeps_its_margins() => Assert.That(Stylesheet.Text, Does.Not.Contain("@page :first"));

    [Test]
    public void No_section_swallows_the_next()
    {
        var depth = 0;
        var lines = Stylesheet
            .Text.Split('\n')
            .Select(line =>
            {
                var before = depth;
                depth += line.Count(letter => letter == '{') - line.Count(letter => letter == '}');
                return (Line: line, Before: before);
            })
            .ToList();

        Assert.That(
            lines.Where(line => line.Line.StartsWith("/*", StringComparison.Ordinal) && line.Before != 0).Select(line => line.Line),
            Is.Empty
        );
        Assert.That(depth, Is.Zero);
    }
}
