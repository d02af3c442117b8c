using System.Text;
using Npgsql;
using Survey.Db;
using Survey.Db.Languages;

namespace Survey.Tests.Support;

/// <summary>Files for the imports, written in the test that reads them.</summary>
public static class ImportFile
{
    public static MemoryStream Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Imports in a transaction of its own.</summary>
    public static Task<T> ImportAsync<T>(
        this TestDatabase test,
        Func<NpgsqlConnection, Stream, CancellationToken, Task<T>> import,
        string text
    ) => test.Database.InTransactionAsync(connection => import(connection, Of(text), default));

    /// <summary>The reasons for which an import is refused. They can be told in each language.</summary>
    public static async Task<IReadOnlyList<string>> ReasonsAsync(Func<Task> import)
    {
        try
        {
            await import();
        }
        catch (RefusedException refused)
        {
            foreach (var language in Language.Codes.Select(Language.Of))
            {
                Assert.That(refused.Problems.Select(problem => problem.In(language)), Has.All.Not.Empty);
            }
            return refused.Reasons;
        }
        return [];
    }

    public static Task<IReadOnlyList<string>> ReasonsAsync<T>(
        this TestDatabase test,
        Func<NpgsqlConnection, Stream, CancellationToken, Task<T>> import,
        string text
    ) => ReasonsAsync(() => test.ImportAsync(import, text));

    /// <summary>The folder shared/data above the checkout; the test is skipped when there is none.</summary>
    public static string RealData(string name)
    {
        for (var folder = Path.GetDirectoryName(Repository.Root); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }
        Assert.Ignore($"shared/data/{name} is not beside the checkout: the real ratings are not tried.");
        return "";
    }
}
