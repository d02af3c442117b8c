using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Reports.Look;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>
/// The stylesheet's colours: enough contrast, distinct also for colour-blind readers, and the same in a letter.
/// </summary>
public sealed partial class LookTests
{
    /// <summary>
    /// Machado, Oliveira, Fernandes 2009, severity 1.0, on linear light; the last matrix is that of a black-and-white printer.
    /// </summary>
    private static readonly Dictionary<string, double[][]> Eyes = new()
    {
        ["all colours"] =
        [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
        ],
        ["protanopia"] =
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        ["deuteranopia"] =
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        ["tritanopia"] =
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
        ["grey"] =
        [
            [0.2126, 0.7152, 0.0722],
            [0.2126, 0.7152, 0.0722],
            [0.2126, 0.7152, 0.0722],
        ],
    };

    [Test]
    public void Text_on_every_shade_and_ground_is_readable([Values] bool dark)
    {
        var tokens = Tokens(dark);
        (string Ink, string Ground)[] pairs =
        [
            .. Enumerable.Range(1, 5).Select(shade => ($"on-rate-{shade}", $"rate-{shade}")),
            .. from ink in new[] { "ink", "ink-2", "accent", "better", "worse" }
            from ground in new[] { "paper", "paper-2", "paper-3" }
            select (ink, ground),
            ("accent-ink", "accent"),
            ("better", "better-2"),
            ("worse", "worse-2"),
            ("ink", "alert"),
        ];

        foreach (var (ink, ground) in pairs)
        {
            Assert.That(Contrast(tokens[ink], tokens[ground]), Is.GreaterThanOrEqualTo(4.5), $"{ink} on {ground}");
        }
        foreach (var edge in new[] { "line-2", "focus", "alert-line" })
        {
            Assert.That(Contrast(tokens[edge], tokens["paper"]), Is.GreaterThanOrEqualTo(3), edge);
        }
    }

    [Test]
    public void Any_two_ratings_are_apart_for_everybody([Values] bool dark, [ValueSource(nameof(EyeNames))] string eyes)
    {
        var tokens = Tokens(dark);
        var shades = Enumerable.Range(1, 5).Select(shade => Lab(Seen(tokens[$"rate-{shade}"], eyes))).ToList();
        var least = eyes == "grey" ? 8 : 15;

        foreach (var (one, other) in shades.SelectMany((one, index) => shades.Skip(index + 1).Select(other => (one, other))))
        {
            Assert.That(Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum()), Is.GreaterThanOrEqualTo(least), eyes);
        }
    }

    [Test]
    public void The_middle_is_the_lightest_on_paper_and_the_darkest_on_a_dark_screen()
    {
        Assert.That(Enumerable.Range(1, 5).MaxBy(shade => Light(Tokens(false)[$"rate-{shade}"])), Is.EqualTo(3));
        Assert.That(Enumerable.Range(1, 5).MinBy(shade => Light(Tokens(true)[$"rate-{shade}"])), Is.EqualTo(3));
    }

    [Test]
    public void Letters_have_the_colours_of_pages()
    {
        var tokens = Tokens(false).Values.Concat(Tokens(true).Values).ToHashSet();
        var letters = new[] { "LetterStyle.cs", "LetterFrame.razor", "LetterButton.razor" }.Select(file =>
            File.ReadAllText(Path.Combine(Repository.Root, "Survey.Reports", "Letters", file))
        );
        var colours = letters.SelectMany(text => Colour().Matches(text)).Select(match => match.Value).Distinct().ToList();

        Assert.That(colours, Has.Count.GreaterThan(5).And.Contains(Tokens(false)["accent"]).And.Contains(Tokens(true)["accent"]));
        Assert.That(colours.Except(tokens), Is.Empty);
    }

    [Test]
    public void Raw_colours_stand_in_the_tokens_only()
    {
        var rest = Stylesheet.Text[Stylesheet.Text.IndexOf("*, *::before", StringComparison.Ordinal)..];

        Assert.That(Colour().Matches(rest).Select(match => match.Value), Is.Empty);
    }

    private static IEnumerable<string> EyeNames => Eyes.Keys;

    private static Dictionary<string, string> Tokens(bool dark)
    {
        var start = Stylesheet.Text.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var tokens = Read(Stylesheet.Text[..start]);
        return dark ? Read(Stylesheet.Text[start..]) : tokens;
    }

    private static Dictionary<string, string> Read(string css) =>
        Token().Matches(css).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static double[] Linear(string colour) =>
        [
            .. new[] { 1, 3, 5 }
                .Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)),
        ];

    private static double Light(string colour) =>
        Linear(colour) is [var red, var green, var blue] ? 0.2126 * red + 0.7152 * green + 0.0722 * blue : 0;

    /// <summary>WCAG 2.2, relative luminance.</summary>
    private static double Contrast(string one, string other)
    {
        double[] lights = [Light(one), Light(other)];
        return (lights.Max() + 0.05) / (lights.Min() + 0.05);
    }

    private static double[] Seen(string colour, string eyes) =>
        [.. Eyes[eyes].Select(row => Math.Clamp(row.Zip(Linear(colour), (weight, light) => weight * light).Sum(), 0, 1))];

    /// <summary>CIE L*a*b* of linear sRGB, D65.</summary>
    private static double[] Lab(double[] light)
    {
        var x = F((0.4124 * light[0] + 0.3576 * light[1] + 0.1805 * light[2]) / 0.95047);
        var y = F(0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]);
        var z = F((0.0193 * light[0] + 0.1192 * light[1] + 0.9505 * light[2]) / 1.08883);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];

        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }

    [GeneratedRegex(@"#[0-9a-f]{6}\b")]
    private static partial Regex Colour();

    [GeneratedRegex(@"--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();
}
