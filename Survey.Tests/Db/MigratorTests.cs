using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Db;

public sealed class MigratorTests
{
    [Test]
    public async Task Migrating_twice_applies_everything_once()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();

        var first = await Migrator.MigrateAsync(test.Database);
        var second = await Migrator.MigrateAsync(test.Database);

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(Migrator.Migrations().Count));
            Assert.That(second, Is.Zero);
        });
    }

    [Test]
    public async Task Four_programs_that_start_together_migrate_once()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.MigrateAsync(test.Database)));

        Assert.That(applied.Sum(), Is.EqualTo(Migrator.Migrations().Count));
    }

    [Test]
    public async Task A_migration_changed_after_it_was_applied_is_refused()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();
        await Migrator.MigrateAsync(test.Database, [new Migration("0001_a", "create table a (id int)")], default);

        var changed = () => Migrator.MigrateAsync(test.Database, [new Migration("0001_a", "create table a (id bigint)")], default);

        Assert.That(changed, Throws.TypeOf<MigrationException>().With.Message.Contains("0001_a"));
    }

    [TestCase("create table b (id int)", false)]
    [TestCase("-- compatible with programs that do not know it\ncreate table b (id int)", true)]
    public async Task A_program_goes_on_with_a_newer_schema_only_if_that_says_so(string newer, bool goesOn)
    {
        await using var test = await TestDatabase.CreateAsync();
        await Migrator.MigrateAsync(test.Database, [.. Migrator.Migrations(), new Migration("9999_newer", newer)], default);

        var check = () => Migrator.CheckAsync(test.Database);

        Assert.That(check, goesOn ? Throws.Nothing : Throws.TypeOf<MigrationException>().With.Message.Contains("9999_newer"));
    }

    [Test]
    public async Task A_failing_migration_leaves_nothing_of_itself_behind()
    {
        await using var test = await TestDatabase.CreateEmptyAsync();
        var migrations = new[]
        {
            new Migration("0001_a", "create table a (id int)"),
            new Migration("0002_b", "create table b (id int); select 1/0"),
        };

        Assert.That(() => Migrator.MigrateAsync(test.Database, migrations, default), Throws.Exception);

        await using var connection = await test.Database.OpenAsync();
        var tables = await connection.ListAsync<string>(
            "select table_name from information_schema.tables where table_schema = 'public' order by 1",
            null,
            default
        );
        Assert.That(tables, Is.EqualTo(new[] { "a", "schema_migration" }));
    }
}
