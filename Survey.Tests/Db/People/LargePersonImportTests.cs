using System.Diagnostics;
using Survey.Tests.Support;

namespace Survey.Tests.Db.People;

/// <remarks>Runs alone, because it measures time.</remarks>
[NonParallelizable]
public sealed class LargePersonImportTests
{
    [Test]
    public async Task Fifty_thousand_people_take_under_ten_seconds_and_a_small_heap()
    {
        await using var test = await TestDatabase.CreateAsync();
        await new Organisation(test.Database).UnitAsync("ROOT");
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path,
            "email,name,unit,language,time_zone,employment\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 50_000)
                        .Select(number => $"person{number}@example.org,person{number},ROOT,en,Europe/Tallinn,permanent\n")
                )
        );
        var watch = Stopwatch.StartNew();

        // Sixteen megabytes: what the program needs for itself, and much less than fifty thousand rows.
        using var process = CommandRun.Start(
            test.ConnectionString,
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "1000000" },
            "import",
            "people",
            path
        );
        var (output, error) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        File.Delete(path);

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Empty);
            Assert.That(output.Trim(), Is.EqualTo("50000 added, 0 changed, 0 unchanged"));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        });
        TestContext.Out.WriteLine($"50,000 people in {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
