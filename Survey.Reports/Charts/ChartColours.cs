using System.Text.RegularExpressions;
using ScottPlot;
using Survey.Reports.Look;

namespace Survey.Reports.Charts;

public enum Ink
{
    Ink,
    Ink2,
    Line,
    Line2,
    Paper,
    Accent,
    AccentInk,
    Bin,
    Worse,
    Worse2,
    Rate1,
    Rate2,
    Rate3,
    Rate4,
    Rate5,
    OnRate1,
    OnRate2,
    OnRate3,
    OnRate4,
    OnRate5,

    /// <summary>A dashed line in the colour of <see cref="Worse"/>.</summary>
    Target,

    /// <summary>A dashed line in the colour of <see cref="Ink2"/>.</summary>
    Break,
}

/// <summary>Pages draw with placeholders (Tokens) that become classes of the stylesheet, files with the light palette.</summary>
public sealed partial class ChartColours
{
    private const string Mark = "#FE01";
    private const int First = 16;

    private readonly Color[] _colours;

    private ChartColours(Func<Ink, string> hex) => _colours = [.. Enum.GetValues<Ink>().Select(ink => Color.FromHex(hex(ink)))];

    public static ChartColours Tokens { get; } = new(ink => $"{Mark}{First + (int)ink:X2}");

    public static ChartColours Light { get; } =
        new(ink =>
            LightTokens()[
                Token(
                    ink switch
                    {
                        Ink.Target => Ink.Worse,
                        Ink.Break => Ink.Ink2,
                        _ => ink,
                    }
                )
            ]
        );

    public Color this[Ink ink] => _colours[(int)ink];

    public Color Rate(int rating) => this[Ink.Rate1 + rating - 1];

    public Color OnRate(int rating) => this[Ink.OnRate1 + rating - 1];

    /// <summary>The token of a placeholder colour, such as "rate-1"; null: any other colour.</summary>
    public static string? TokenOf(string colour) =>
        colour.StartsWith(Mark, StringComparison.Ordinal) ? Token((Ink)(Convert.ToInt32(colour[Mark.Length..], 16) - First)) : null;

    private static string Token(Ink ink) => Parts().Replace(ink.ToString(), "-$0").ToLowerInvariant()[1..];

    private static Dictionary<string, string> LightTokens() =>
        Declaration()
            .Matches(Stylesheet.Text[..Stylesheet.Text.IndexOf("@media", StringComparison.Ordinal)])
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [GeneratedRegex("[A-Z]|[0-9]")]
    private static partial Regex Parts();

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Declaration();
}
