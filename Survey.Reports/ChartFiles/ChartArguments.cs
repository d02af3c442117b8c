using Survey.Db.Languages;

namespace Survey.Reports.ChartFiles;

/// <summary>Arguments of <c>Survey.Reports chart</c>. A null wave is the latest one.</summary>
/// <param name="Kind">organisation (then Code is null), unit or relationship.</param>
/// <param name="Chart">Its name as in the address of a chart, the step's code included.</param>
/// <param name="FileKind">svg, png or csv.</param>
public sealed record ChartArguments(string Kind, string? Code, string? Wave, string Chart, Language Language, string Out, string FileKind)
{
    private static readonly string[] Known = ["--scope", "--chart", "--step", "--wave", "--language", "--out"];

    /// <param name="arguments">What follows the word "chart".</param>
    /// <exception cref="UsageException">An argument is wrong.</exception>
    public static ChartArguments Read(IReadOnlyList<string> arguments)
    {
        var given = CommandArguments.Pairs(arguments, Known);
        var (kind, code) = CommandArguments.Scope(given.Needed("--scope"));
        var chart = given.Needed("--chart");
        var step = given.GetValueOrDefault("--step");
        if (step is not null && chart is not ("steps" or "trend"))
        {
            throw new UsageException("--step goes with --chart steps and --chart trend.");
        }
        var target = given.Needed("--out");
        var ending = Path.GetExtension(target).TrimStart('.').ToLowerInvariant();
        if (ending is not ("svg" or "png" or "csv"))
        {
            throw new UsageException($"--out '{target}' ends neither in .svg nor in .png nor in .csv.");
        }
        return new ChartArguments(kind, code, given.Wave(), step is null ? chart : $"{chart}-{step}", given.Language(), target, ending);
    }
}
