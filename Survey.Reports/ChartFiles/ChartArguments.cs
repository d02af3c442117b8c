using Survey.Db.Languages;

namespace Survey.Reports.ChartFiles;

/// <summary>What <c>Survey.Reports chart</c> is asked for.</summary>
/// <param name="Kind">organisation, unit or relationship.</param>
/// <param name="Code">Null for the organisation.</param>
/// <param name="Wave">Null: the latest.</param>
/// <param name="Chart">Its name as in the address of a chart, the step's code included.</param>
/// <param name="FileKind">svg, png or csv.</param>
public sealed record ChartArguments(string Kind, string? Code, string? Wave, string Chart, Language Language, string Out, string FileKind)
{
    private static readonly string[] Known = ["--scope", "--chart", "--step", "--wave", "--language", "--out"];

    /// <param name="arguments">After the word "chart".</param>
    /// <exception cref="UsageException">They are wrong.</exception>
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
