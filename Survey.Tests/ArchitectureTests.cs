using System.Text.RegularExpressions;
using Survey.Tests.Support;

namespace Survey.Tests;

/// <summary>What may know what.</summary>
public sealed partial class ArchitectureTests
{
    private const int MostFilesOfAFolder = 30;

    private static readonly string[] Projects = ["Survey.Api", "Survey.Reports", "Survey.Scheduler", "db"];

    [Test]
    public void Only_db_speaks_sql()
    {
        var speaking = Sources(Projects[..3]).Where(file => Sql().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));

        Assert.That(speaking, Is.Empty);
    }

    [Test]
    public void No_folder_uses_one_that_uses_it()
    {
        var uses = Sources(Projects)
            .SelectMany(file => UsedFolders(file).Select(used => (Folder: FolderOf(file), Used: used)))
            .Where(use => use.Folder != use.Used)
            .ToLookup(use => use.Folder, use => use.Used);

        // Folders that use none of the others are laid aside until none is left, or only circles and what uses them.
        var left = uses.Select(folder => folder.Key).ToHashSet();
        while (left.RemoveWhere(folder => !uses[folder].Any(left.Contains)) > 0) { }

        Assert.That(left.Select(folder => $"{folder} uses {string.Join(", ", uses[folder].Where(left.Contains).Distinct())}"), Is.Empty);
    }

    [Test]
    public void No_folder_is_too_long_to_look_through()
    {
        var crowded = Sources(Projects).CountBy(file => Path.GetDirectoryName(file)!).Where(folder => folder.Value > MostFilesOfAFolder);

        Assert.That(crowded.Select(folder => $"{folder.Key} has {folder.Value} files"), Is.Empty);
    }

    [Test]
    public void No_two_types_have_one_name()
    {
        var types =
            from assembly in (System.Reflection.Assembly[])
                [
                    typeof(global::Survey.Db.Database).Assembly,
                    typeof(global::Survey.Reports.Look.Stylesheet).Assembly,
                    typeof(global::Survey.Api.WebApp).Assembly,
                    typeof(global::Survey.Scheduler.DueWork).Assembly,
                ]
            from type in assembly.GetTypes()
            where type.Namespace?.StartsWith("Survey", StringComparison.Ordinal) == true
            where !type.Name.Contains('<', StringComparison.Ordinal) && !type.Name.StartsWith("__", StringComparison.Ordinal)
            where type.Name is not ("Program" or "_Imports") && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true
            group type by type.Name into same
            where same.Count() > 1
            select string.Join(" and ", same.Select(type => type.FullName));

        Assert.That(types, Is.Empty);
    }

    /// <summary>The framework reads such an object by reflection, so that a misspelt name fails only when the page is shown.</summary>
    [Test]
    public void No_page_gets_its_parameters_from_an_anonymous_object()
    {
        var found = Sources(["Survey.Api"])
            .Where(file => AnonymousArgument().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));

        Assert.That(found, Is.Empty);
    }

    private static IEnumerable<string> Sources(IEnumerable<string> projects) =>
        from project in projects
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.*", SearchOption.AllDirectories)
        where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        select Path.GetRelativePath(Repository.Root, file);

    /// <summary>The project and its first folder, as a namespace.</summary>
    private static string FolderOf(string file) =>
        string.Join('.', file.Split('/')[..^1].Take(2)).Replace("db", "Survey.Db", StringComparison.Ordinal);

    private static IEnumerable<string> UsedFolders(string file) =>
        from use in Using().Matches(File.ReadAllText(Path.Combine(Repository.Root, file)))
        select string.Join('.', use.Groups[1].Value.Split('.').Take(3));

    [GeneratedRegex(@"^@?using (?:static )?(?:\w+ = )?(Survey\.[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"[(,]\s*new\s*\{")]
    private static partial Regex AnonymousArgument();

    [GeneratedRegex("""("{3}\s*|")((select|insert into|update|delete from)\s+[a-z@*(]|with\s+(recursive\s+)?\w+\s+(as|\())""")]
    private static partial Regex Sql();
}
