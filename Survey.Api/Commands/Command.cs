using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Db.Settings;

namespace Survey.Api.Commands;

/// <param name="Name">One or two words, such as "import people".</param>
/// <param name="Arguments">Names of the required arguments, such as "FILE.csv".</param>
internal sealed record Command(string Name, string[] Arguments, string Summary, string Details, Func<CommandCall, Task> RunAsync)
{
    public const string DryRun = "--dry-run";

    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Required flags; each takes one of the first arguments as its value.</summary>
    public IReadOnlyList<string> RequiredFlags { get; init; } = [];

    /// <summary>At most one of these flags may be given.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>False for the command that creates the tables.</summary>
    public bool NeedsTables { get; init; } = true;

    public string Usage => string.Join(' ', ["Survey.Api", Name, .. RequiredFlags, .. Arguments, .. Flags.Select(flag => $"[{flag}]")]);
}

internal sealed record CommandCall(
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Flags,
    IServiceProvider Services,
    TextWriter Output,
    TextWriter Error,
    CancellationToken Cancel
)
{
    /// <summary>Actor in the audit log: a command needs the database's password and no role.</summary>
    public const string Actor = "command line";

    public bool IsDryRun => Flags.Contains(Command.DryRun);

    public Database Database => Services.GetRequiredService<Database>();

    /// <exception cref="SettingException">The key is missing or malformed.</exception>
    public FigureKey FigureKey => Services.GetRequiredService<FigureKey>();

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public T Options<T>()
        where T : class => Services.GetRequiredService<IOptions<T>>().Value;

    /// <exception cref="RefusedException">The file cannot be read.</exception>
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
