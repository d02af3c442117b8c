using Survey.Db;

namespace Survey.Tests.Support;

/// <summary>What a test's database holds at first: made once in a run and copied for each test.</summary>
public sealed class StartingPoint
{
    private readonly Func<Task<string>> _make;
    private readonly SemaphoreSlim _turn = new(1);
    private string? _template;
    private Task<string>? _next;

    /// <param name="from">Where making it starts.</param>
    public StartingPoint(StartingPoint from, Func<Database, Task> make) => _make = async () =>
    {
        var made = await from.CopyAsync();
        await using var database = new Database(made);
        await make(database);
        return made;
    };

    private StartingPoint() => _make = async () =>
    {
        var made = await PostgresServer.CreateAsync(null);
        await using var database = new Database(made);
        await Migrator.MigrateAsync(database);
        return made;
    };

    /// <summary>The newest schema and nothing in it.</summary>
    public static StartingPoint Schema { get; } = new();

    public static StartingPoint SmallOrganisation { get; } = new(Schema, Organisation.SmallAsync);

    /// <summary>The small organisation has just opened its wave of <see cref="Support.OpenWave.FirstMonday"/>: everybody is asked, nobody has answered.</summary>
    public static StartingPoint OpenWave { get; } = new(SmallOrganisation, database => Support.OpenWave.OpenAsync(new Organisation(database)));

    /// <returns>The connection string of a new copy. The copy for the next test is made meanwhile.</returns>
    internal async Task<string> CopyAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _template ??= await _make();
            var copy = await (_next ?? PostgresServer.CreateAsync(_template));
            _next = PostgresServer.CreateAsync(_template);
            return copy;
        }
        finally
        {
            _turn.Release();
        }
    }
}
