using Npgsql;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Db;

public sealed class DatabaseTests
{
    [TestCase("Host=127.0.0.1;Port=1")]
    [TestCase("Host=127.0.0.1:1,127.0.0.1:2")]
    public async Task A_server_that_is_not_there_is_a_passing_fault_however_many_are_named(string hosts)
    {
        await using var database = new Database($"{hosts};Username=x;Password=y;Database=z");

        var problem = await Assert.CatchAsync<NpgsqlException>(() => database.OpenAsync());

        Assert.That(Database.IsPassing(problem!), Is.True);
    }

    [Test]
    public async Task A_server_that_has_no_room_is_a_passing_fault_and_a_wrong_database_is_not()
    {
        await using var test = await TestDatabase.CreateAsync();
        var settings = new NpgsqlConnectionStringBuilder(test.ConnectionString)
        {
            Pooling = false,
            Username = $"guest_{Guid.NewGuid():n}",
            Password = "guest",
        };
        await using (var connection = await test.Database.OpenAsync())
        {
            await connection.RunAsync($"create role {settings.Username} login password 'guest' connection limit 0", null, default);
        }
        await using var full = new Database(settings.ConnectionString);
        await using var wrong = new Database(
            new NpgsqlConnectionStringBuilder(test.ConnectionString) { Database = "missing" }.ConnectionString
        );

        var noRoom = await Assert.CatchAsync<NpgsqlException>(() => full.OpenAsync());
        var missing = await Assert.CatchAsync<NpgsqlException>(() => wrong.OpenAsync());

        Assert.That(Database.IsPassing(noRoom!), Is.True, noRoom!.Message);
        Assert.That(Database.IsPassing(missing!), Is.False, missing!.Message);
        await using (var connection = await test.Database.OpenAsync())
        {
            await connection.RunAsync($"drop role {settings.Username}", null, default);
        }
    }

    [TestCase(DatabaseUse.Pages, 5)]
    [TestCase(DatabaseUse.Jobs, 0)]
    public async Task Nobody_who_waits_for_a_page_waits_long_for_a_statement_and_a_job_takes_its_time(DatabaseUse use, int seconds)
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var database = new Database(test.ConnectionString, use);
        await using var connection = await database.OpenAsync();
        await using var unlimited = await database.OpenUnlimitedAsync();

        Assert.That((connection.CommandTimeout, unlimited.CommandTimeout), Is.EqualTo((seconds, 0)));
        if (use == DatabaseUse.Pages)
        {
            var problem = await Assert.CatchAsync<NpgsqlException>(() => connection.RunAsync("select pg_sleep(30)", null, default));
            Assert.That(Database.IsPassing(problem!), Is.True);
        }
    }
}
