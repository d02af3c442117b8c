using System.Text;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class ImportBench
{
    private const int People = 50_000;

    [Test]
    public async Task Import()
    {
        await using var test = await TestDatabase.CreateAsync();
        await new Organisation(test.Database).UnitAsync("ROOT");
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, Rows(), Encoding.UTF8);

        var seconds = await BenchLine.SecondsAsync(async () =>
        {
            var run = await CommandRun.OnAsync(test.ConnectionString, "import", "people", file);
            Assert.That(run.Output, Is.EqualTo($"{People} added, 0 changed, 0 unchanged"), run.Error);
        });

        File.Delete(file);
        await BenchLine.WriteAsync("import", ("people", People), ("seconds", seconds), ("memory_mb", BenchLine.PeakMegabytes()));
    }

    private static IEnumerable<string> Rows() =>
        Enumerable
            .Range(1, People)
            .Select(person => $"person{person}@example.org,Person {person},ROOT,fi,Europe/Helsinki,permanent")
            .Prepend("email,name,unit,language,time_zone,employment");
}
