using System.CommandLine;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Settings;

namespace Survey.Api.Commands;

internal sealed class ApiCommand : ExplainedCommand
{
    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Check and count, and change nothing" };

    public ApiCommand(string name, string summary, string details, Func<CommandCall, Task> runAsync)
        : base(name, summary, details)
    {
        SetAction((parsed, ct) => RunAsync(parsed, runAsync, ct));
        Validators.Add(given =>
        {
            if (given.GetResult(ApiCommandLine.HostSettings) is { Tokens: [var word, ..] })
            {
                given.AddError($"Unrecognized command or argument '{word}'.");
            }
        });
    }

    /// <summary>False for the command that creates the tables.</summary>
    public bool NeedsTables { get; init; } = true;

    private async Task RunAsync(ParseResult parsed, Func<CommandCall, Task> runAsync, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(CommandSettings.Of(parsed))
            .Build();
        await using var services = new ServiceCollection().AddSurveyDb(configuration).BuildServiceProvider();
        if (NeedsTables)
        {
            await Migrator.CheckAsync(services.GetRequiredService<Database>(), ct);
        }
        await runAsync(new CommandCall(parsed, services, ct));
    }
}

internal sealed record CommandCall(ParseResult Parsed, IServiceProvider Services, CancellationToken Cancel)
{
    /// <summary>Actor in the audit log: a command needs the database's password and no role.</summary>
    public const string Actor = "command line";

    public TextWriter Output => Parsed.InvocationConfiguration.Output;

    public TextWriter Error => Parsed.InvocationConfiguration.Error;

    public bool IsDryRun => Parsed.GetValue(ApiCommand.DryRun);

    public Database Database => Services.GetRequiredService<Database>();

    /// <exception cref="SettingException">The key is missing or malformed.</exception>
    public FigureKey FigureKey => Services.GetRequiredService<FigureKey>();

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public T Options<T>()
        where T : class => Services.GetRequiredService<IOptions<T>>().Value;

    public string Value(Argument<string> argument) => Parsed.GetRequiredValue(argument);

    /// <exception cref="CommandRefusedException">The file cannot be read.</exception>
    public Stream OpenFile(Argument<string> file)
    {
        try
        {
            return File.OpenRead(Value(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException(problem.Message);
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
