using Npgsql;
using Survey.Api.Demo;
using Survey.Db;
using Survey.Db.Results;
using Survey.Tests.Reports.Disclosure.Audit;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

/// <summary>Rule A7 over the demo: other answers that would have led to everything that was published of its waves.</summary>
public sealed class DemoWitnessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    // One wave of each pulse; all of them take minutes.
    private static readonly string[] Waves = ["monthly-2026-10-22", "quarterly-2026-11-08"];

    [Test]
    public async Task What_is_hidden_in_the_demo_could_have_been_otherwise_for_all_that_is_published()
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var connection = await test.Database.OpenAsync();
        await KeptWave.KeepAnsweredAsync(connection);
        await DemoLoader.LoadAsync(test.Database, Now, default);

        var all = new WitnessSearch(0, 0, 0, [], []);
        foreach (var code in Waves)
        {
            var wave = await SearchAsync(connection, code);
            TestContext.Out.WriteLine($"{code}: {wave.Exchanged} {wave.Found} of {wave.Hidden}");
            all += wave;
        }

        Assert.That(all.Noticed, Is.Empty, string.Join('\n', all.Noticed.Take(20)));
        Assert.That(all.Narrowed, Is.Empty, string.Join('\n', all.Narrowed));
        Assert.That(all.Found, Is.GreaterThan(0.6 * all.Hidden));
    }

    private static async Task<WitnessSearch> SearchAsync(NpgsqlConnection connection, string code)
    {
        var id = await connection.OneAsync<long>("select id from wave where code = @code and state = 'sealed'", new { code }, default);
        var made = await KeptWave.ReadAsync(connection, id);
        var stored = (await FigureReading.CellsAsync(connection, "wave_id = @id", new { id }, default)).SelectMany(cell => cell.Figures.Values);
        Assert.That(made.Figures().Figures.Select(Line).Order(), Is.EqualTo(stored.Select(Line).Order()), "the same as was sealed");
        return WitnessSearch.Of(made);

        static string Line(PublishedFigure figure) => System.Text.Json.JsonSerializer.Serialize(figure);
    }
}
