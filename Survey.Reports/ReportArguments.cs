using Survey.Db.Languages;

namespace Survey.Reports;

/// <summary>Arguments of <c>Survey.Reports report</c>. A null wave is the latest one.</summary>
/// <param name="Kind">organisation (then Code is null), unit or relationship.</param>
/// <param name="All">A folder for one PDF per relationship; then Out is null.</param>
public sealed record ReportArguments(string Kind, string? Code, string? Wave, Language Language, string? Out, string? All)
{
    private static readonly string[] Known = ["--scope", "--wave", "--language", "--out", "--all"];

    /// <param name="arguments">What follows the word "report".</param>
    /// <exception cref="UsageException">An argument is wrong.</exception>
    public static ReportArguments Read(IReadOnlyList<string> arguments)
    {
        var given = CommandArguments.Pairs(arguments, Known);
        var all = given.GetValueOrDefault("--all");
        var target = given.GetValueOrDefault("--out");
        var (kind, code) = CommandArguments.Scope(
            all is null ? given.Needed("--scope") : given.GetValueOrDefault("--scope", "organisation")
        );
        if ((all is null) == (target is null))
        {
            throw new UsageException("Give either --out FILE.pdf, --out FILE.csv or --all DIR.");
        }
        if (target is not null && Path.GetExtension(target).ToLowerInvariant() is not (".pdf" or ".csv"))
        {
            throw new UsageException($"--out '{target}' ends neither in .pdf nor in .csv.");
        }
        if (all is not null && kind != "organisation")
        {
            throw new UsageException("--all writes every relationship of the wave: leave --scope out.");
        }
        return new ReportArguments(kind, code, given.Wave(), given.Language(), target, all);
    }
}
