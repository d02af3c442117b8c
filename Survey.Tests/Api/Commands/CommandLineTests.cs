using System.CommandLine;
using Survey.Api;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

public sealed class CommandLineTests
{
    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [TestCase("nonsense", "Unrecognized command 'nonsense'.")]
    [TestCase("import", "Required command was not provided.")]
    [TestCase("import people", "FILE.csv is missing.")]
    [TestCase("import people a.csv b.csv", "Unrecognized command or argument 'b.csv'.")]
    [TestCase("import people a.csv --dry", "Unrecognized command or argument '--dry'.")]
    [TestCase("import people --dry", "Unrecognized option '--dry'.")]
    [TestCase("grant lead a@example.org", "UNIT is missing.")]
    [TestCase("import people a.csv --same --new", "--same and --new exclude each other.")]
    [TestCase("import units a.csv --same", "Unrecognized command or argument '--same'.")]
    [TestCase("migrate --dry-run", "Unrecognized command or argument '--dry-run'.")]
    [TestCase("nonsense roles", "Unrecognized command or argument 'nonsense'.")]
    [TestCase("--urls http://127.0.0.1:0 roles", "Unrecognized command or argument '--urls'.")]
    public async Task Wrong_usage_is_status_2(string words, string problem)
    {
        var run = await RunAsync(words.Split(' '));

        Assert.That((run.Status, run.Output, run.Error.Split('\n')[0].Trim()), Is.EqualTo((2, "", problem)));
    }

    [Test]
    public async Task Every_command_explains_itself()
    {
        await ExplainAsync(ApiCommandLine.Program, "Survey.Api");
    }

    private async Task ExplainAsync(Command command, string name)
    {
        var run = await RunAsync([.. name.Split(' ')[1..], "--help"]);
        Assert.That((run.Status, run.Error), Is.EqualTo((0, "")), name);
        Assert.That(run.Output, Does.Contain($"\n  {name} ").And.Contain(command.Description));
        if (command is ExplainedCommand explained)
        {
            Assert.That(run.Output, Does.EndWith(explained.Details.TrimEnd()));
        }
        foreach (var below in command.Subcommands)
        {
            Assert.That(run.Output, Does.Contain($"  {below.Name} ").And.Contain(below.Description));
            await ExplainAsync(below, $"{name} {below.Name}");
        }
    }

    [Test]
    public async Task A_word_with_an_at_sign_is_that_word()
    {
        using var file = new TemporaryFile("/no/such/file.csv");

        var run = await RunAsync(["import", "units", "@" + file.Path]);

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("/@" + file.Path).And.Not.Contain("no/such"));
    }

    [Test]
    public async Task A_setting_may_stand_anywhere_and_take_its_value_from_the_next_word()
    {
        var run = await RunAsync(["--Site:BaseUrl", "http://survey.example.org", "sign-in-link", "--Site:TokenKey=short", "a@example.org"]);
        var valueless = await ApiCommandLine.RunAsync(["roles", "--Site:BaseUrl"], TextWriter.Null, TextWriter.Null, default);

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("Site:BaseUrl").Or.Contain("Site:TokenKey"));
        Assert.That(valueless, Is.EqualTo(2));
    }

    [Test]
    public async Task A_database_that_was_not_migrated_is_refused()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();

        var refused = await CommandRun.OnAsync(empty.ConnectionString, "grant", "hr", "a@example.org");
        var migrated = await CommandRun.OnAsync(empty.ConnectionString, "migrate");
        var again = await CommandRun.OnAsync(empty.ConnectionString, "migrate");
        var granted = await CommandRun.OnAsync(empty.ConnectionString, "grant", "hr", "a@example.org");

        Assert.Multiple(() =>
        {
            Assert.That(
                (refused.Status, refused.Error),
                Is.EqualTo((1, "The database is not at this program's schema: run \"Survey.Api migrate\" first."))
            );
            Assert.That((migrated.Status, migrated.Output), Is.EqualTo((0, $"{Migrator.Migrations().Count} migrations applied.")));
            Assert.That((again.Status, again.Output), Is.EqualTo((0, "The database is up to date.")));
            Assert.That((granted.Status, granted.Output), Is.EqualTo((0, "a@example.org is now hr")));
        });
    }

    [Test]
    public async Task A_sign_in_link_is_printed_for_an_address_with_a_role_only()
    {
        var key = "--Site:TokenKey=" + Convert.ToBase64String(new byte[32]);
        await RunAsync(["grant", "hr", "hr@example.org", "--outsider"]);

        var link = await RunAsync(["sign-in-link", "HR@example.org", key]);
        var refused = await RunAsync(["sign-in-link", "other@example.org", key]);
        var keyless = await RunAsync(["sign-in-link", "hr@example.org", "--Site:TokenKey=short"]);

        Assert.Multiple(() =>
        {
            Assert.That(link.Output, Does.Match("^http://127.0.0.1:5080/sign-in/[A-Za-z0-9_-]{43}$"), link.Error);
            Assert.That(
                (refused.Status, refused.Error),
                Is.EqualTo((1, "other@example.org has no role: grant one first, for example \"grant hr other@example.org\""))
            );
            Assert.That(
                (keyless.Status, keyless.Error),
                Is.EqualTo((1, "Site:TokenKey must be base64 of 32 random bytes or more; 'openssl rand -base64 32' makes one."))
            );
        });
    }

    [Test]
    public async Task A_file_that_is_not_there_and_a_database_that_does_not_answer_are_one_sentence()
    {
        var file = await RunAsync(["import", "units", "/no/such/file.csv"]);
        var database = await CommandRun.OnAsync("Host=127.0.0.1;Port=1;Username=x;Password=y;Database=z", "migrate");

        Assert.Multiple(() =>
        {
            Assert.That((file.Status, file.Error.Contains("/no/such/file.csv", StringComparison.Ordinal)), Is.EqualTo((1, true)));
            Assert.That(
                (database.Status, database.Error.StartsWith("The database can't be reached: ", StringComparison.Ordinal)),
                Is.EqualTo((1, true))
            );
            Assert.That(database.Error.Split('\n'), Has.Length.EqualTo(1));
        });
    }

    private Task<CommandRun> RunAsync(string[] args) => CommandRun.OnAsync(_test.ConnectionString, args);
}
