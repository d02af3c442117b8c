using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Db.Settings;

namespace Survey.Api.Commands;

/// <summary>One command of the program.</summary>
/// <param name="Name">One or two words, such as "import people".</param>
/// <param name="Arguments">What follows them, such as "FILE.csv"; all are needed.</param>
/// <param name="Details">Further lines of its help.</param>
internal sealed record Command(string Name, string[] Arguments, string Summary, string Details, Func<CommandCall, Task> RunAsync)
{
    public const string DryRun = "--dry-run";

    /// <summary>The flags it knows.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Flags that have to be given; they name the first arguments.</summary>
    public IReadOnlyList<string> RequiredFlags { get; init; } = [];

    /// <summary>Flags of which only one may be given.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>False for the command that makes the tables.</summary>
    public bool NeedsTables { get; init; } = true;

    public string Usage => string.Join(' ', ["Survey.Api", Name, .. RequiredFlags, .. Arguments, .. Flags.Select(flag => $"[{flag}]")]);
}

/// <summary>One use of a command.</summary>
/// <param name="Arguments">One for each of the command's.</param>
internal sealed record CommandCall(
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Flags,
    IServiceProvider Services,
    TextWriter Output,
    TextWriter Error,
    CancellationToken Cancel
)
{
    /// <summary>In the audit log. Commands need the database's password and no role.</summary>
    public const string Actor = "command line";

    public bool IsDryRun => Flags.Contains(Command.DryRun);

    public Database Database => Services.GetRequiredService<Database>();

    /// <exception cref="SettingException">It is missing or malformed.</exception>
    public FigureKey FigureKey => Services.GetRequiredService<FigureKey>();

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public T Options<T>()
        where T : class => Services.GetRequiredService<IOptions<T>>().Value;

    /// <exception cref="RefusedException">It can't be read.</exception>
    public static Stream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(problem.Message);
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, which a dry run rolls back at the end.</summary>
    public async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        await using var connection = await Database.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        var result = await work(connection);
        if (!IsDryRun)
        {
            await transaction.CommitAsync(Cancel);
        }
        return result;
    }
}
