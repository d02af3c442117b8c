using System.Text.RegularExpressions;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Languages;

/// <summary>The keys of texts that the programs' source mentions: whole ones, and patterns such as <c>pages.waveState.{...}</c>.</summary>
internal static partial class TextKeys
{
    private static readonly string[] Folders = ["db", "Survey.Api", "Survey.Reports", "Survey.Scheduler"];

    public static readonly IReadOnlySet<string> Sections = Language.Of("en").Keys.Select(key => key.Split('.')[0]).ToHashSet();

    /// <summary>Each mention with the file it is in.</summary>
    public static IReadOnlyList<(string File, string Mention)> Mentions { get; } =
    [
        .. from folder in Folders
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
        where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        from Match match in Literal().Matches(File.ReadAllText(file))
        let mention = match.Groups["key"].Value
        where Sections.Contains(mention.Split('.')[0]) && !IsNoKey(mention)
        select (file, mention),
    ];

    /// <summary>Whether a mention stands for a key; a key with plural forms is mentioned without them.</summary>
    public static bool Names(string mention, string key)
    {
        var pattern = string.Join("[^.]+", Hole().Split(mention).Select(Regex.Escape));
        var isOpen = mention.EndsWith('.') || mention.Contains('{', StringComparison.Ordinal);
        return Regex.IsMatch(key, $@"^{pattern}{(isOpen ? "" : @"(\.(one|few|many|other))?$")}");
    }

    private static bool IsNoKey(string mention) => mention is "respond.js" or "report.pdf" or "report.section.KEY" or "respond.problem";

    [GeneratedRegex(
        """
            \$?"(?<key>[a-zA-Z]+\.[a-zA-Z0-9_.{}()\[\] ,-]*)"?
            """
    )]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^}]*\}?")]
    private static partial Regex Hole();
}
