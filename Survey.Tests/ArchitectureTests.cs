using System.Text.RegularExpressions;
using Survey.Tests.Support;

namespace Survey.Tests;

/// <summary>What may know what.</summary>
public sealed partial class ArchitectureTests
{
    [Test]
    public void Only_db_speaks_sql()
    {
        var speaking =
            from project in (string[])["Survey.Api", "Survey.Reports", "Survey.Scheduler"]
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            where Sql().IsMatch(File.ReadAllText(file))
            select Path.GetRelativePath(Repository.Root, file);

        Assert.That(speaking, Is.Empty);
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

    [GeneratedRegex("""("{3}\s*|")((select|insert into|update|delete from)\s+[a-z@*(]|with\s+(recursive\s+)?\w+\s+(as|\())""")]
    private static partial Regex Sql();
}
