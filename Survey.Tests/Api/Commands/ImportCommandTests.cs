using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

public sealed class ImportCommandTests
{
    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync() => _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task An_import_prints_its_counts_and_a_dry_run_changes_nothing()
    {
        using var file = new TemporaryFile("code,name,kind,parent,lead_email\nNEW,New,team,ROOT,\nIT,Computers,department,ROOT,\n");

        var dry = await RunAsync(["import", "units", file.Path, "--dry-run"]);
        var real = await RunAsync(["import", "units", file.Path]);
        var again = await RunAsync(["import", "units", file.Path]);

        Assert.That(
            new[] { dry.Output, real.Output, again.Output },
            Is.EqualTo(new[] { "1 added, 1 changed, 0 unchanged", "1 added, 1 changed, 0 unchanged", "0 added, 0 changed, 2 unchanged" })
        );
    }

    [Test]
    public async Task What_may_be_wrong_is_a_warning_on_standard_error()
    {
        using var file = new TemporaryFile("country,date,name\nEE,2026-02-24,P\u00C3\u00B5hi p?ev\n");

        var run = await RunAsync(["import", "holidays", file.Path, "--dry-run"]);

        Assert.That(
            run,
            Is.EqualTo(
                new CommandRun(
                    0,
                    "1 added, 0 changed, 0 unchanged",
                    "warning: line 2: name: 'P\u00C3\u00B5hi p?ev' "
                        + "seems to be UTF-8 that was decoded with a wrong encoding: check its letters"
                )
            )
        );
    }

    [Test]
    public async Task Somebody_with_another_address_needs_a_word()
    {
        const string Header = "email,name,unit,language,time_zone,employment\n";
        using var march = new TemporaryFile(Header + "anna.tam@example.org,Anna Tamm,IT,et,Europe/Tallinn,permanent\n");
        using var april = new TemporaryFile(Header + "anna.tamm@example.org,Anna Tamm,IT,et,Europe/Tallinn,permanent\n");
        await RunAsync(["import", "people", march.Path]);

        var refused = await RunAsync(["import", "people", april.Path, "--dry-run"]);
        var other = await RunAsync(["import", "people", april.Path, "--dry-run", "--new"]);
        var same = await RunAsync(["import", "people", april.Path, "--same"]);

        Assert.That((refused.Status, refused.Output), Is.EqualTo((1, "")));
        Assert.That(refused.Error, Does.Contain("anna.tam@example.org, who is not in the file"));
        Assert.That(other, Is.EqualTo(new CommandRun(0, "1 added, 0 changed, 0 unchanged", "")));
        Assert.That(
            same,
            Is.EqualTo(
                new CommandRun(
                    0,
                    "0 added, 1 changed, 0 unchanged",
                    "warning: line 2: email: anna.tam@example.org is now anna.tamm@example.org"
                )
            )
        );
    }

    [Test]
    public async Task A_refused_import_lists_its_problems_on_standard_error()
    {
        using var file = new TemporaryFile(
            "email,name,unit,language,time_zone,employment\na@example.org,Anna,IT,finnish,UTC,permanent\nb,B,IT,en,UTC,permanent\n"
        );

        var run = await RunAsync(["import", "people", file.Path]);

        Assert.That((run.Status, run.Output), Is.EqualTo((1, "")));
        Assert.That(
            run.Error.Split(Environment.NewLine),
            Is.EqualTo(
                new[] { "line 2: language: 'finnish' is not one of en, fi, et, pl, fr", "line 3: email: 'b' is not an e-mail address" }
            )
        );
    }

    private Task<CommandRun> RunAsync(string[] args) => CommandRun.OnAsync(_test.ConnectionString, args);
}
