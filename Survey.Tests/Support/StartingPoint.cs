using Survey.Db;

namespace Survey.Tests.Support;

/// <summary>The content of a test's database at its start: made once per run, then copied for each test.</summary>
public sealed class StartingPoint
{
    private readonly Func<Task<string>> _make;
    private readonly SemaphoreSlim _turn = new(1);
    private string? _template;
    private Task<string>? _next;

    /// <param name="from">The starting point to which <paramref name="make"/> adds.</param>
    public StartingPoint(StartingPoint from, Func<Database, Task> make) =>
        _make = async () =>
        {
            var made = await from.CopyAsync();
            await using var database = new Database(made);
            await make(database);
            return made;
        };

    private StartingPoint() =>
        _make = async () =>
        {
            var made = await PostgresServer.CreateAsync(null);
            await using var database = new Database(made);
            await Migrator.MigrateAsync(database);
            return made;
        };

    /// <summary>The newest schema and nothing in it.</summary>
    public static StartingPoint Schema { get; } = new();

    public static StartingPoint SmallOrganisation { get; } = new(Schema, Organisation.SmallAsync);

    /// <summary>
    /// The small organisation has just opened its wave of <see cref="Support.OpenWave.FirstMonday"/>: everybody is asked, nobody has
    /// answered.
    /// </summary>
    public static StartingPoint OpenWave { get; } =
        new(SmallOrganisation, database => Support.OpenWave.OpenAsync(new Organisation(database)));

    /// <returns>The connection string of a new copy. The copy for the next test is already being made.</returns>
    internal async Task<string> CopyAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _template ??= await _make();
            var next = _next;
            // A copy that failed must not fail every test after this one.
            _next = null;
            var copy = await (next ?? PostgresServer.CreateAsync(_template));
            _next = PostgresServer.CreateAsync(_template);
            return copy;
        }
        finally
        {
            _turn.Release();
        }
    }
}
