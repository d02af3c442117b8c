using Survey.Api;
using Survey.Db;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>Waves that an earlier version published exactly: "migrate" blurs them as if they had been sealed now.</summary>
public sealed class OldWavesTests : WithOpenWave
{
    private IReadOnlyList<string> _sealed = [];

    /// <summary>Sealed by this version; then put back as the earlier one had it before migration 0037 put it aside.</summary>
    [SetUp]
    public async Task MakeOldAsync()
    {
        foreach (var (index, person) in Wave.AskedAbout("IT-ALL").Take(20).Index())
        {
            await Wave.AnswerAsync(Organisation, person, "IT-ALL", Answering.Rated(1 + index % 5, waiting: 1 + index % 3));
        }
        await Wave.RateAsync(Organisation, "HR-SALES", 1, 2, 3);
        await Wave.CloseAsync(Organisation);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(7), default);
        _sealed = await FiguresAsync();
        await Organisation.RunAsync(Old);
    }

    [Test]
    public async Task With_its_answers_a_wave_has_the_figures_of_one_that_is_sealed_now()
    {
        var run = await MigrateAsync();

        Assert.That(run.Output, Does.StartWith("Wave MONTHLY-2026-03-02: figures blurred from its answers."));
        Assert.That((await FiguresAsync()).Where(IsOfRelationship), Is.EqualTo(_sealed.Where(IsOfRelationship)));
        Assert.That(
            await Organisation.ListAsync<string>("select action || ' ' || subject from audit_log where action like 'blur%'"),
            Is.EqualTo(new[] { "blur figures from its answers MONTHLY-2026-03-02" })
        );
        Assert.That((await MigrateAsync()).Output, Is.EqualTo("The database is up to date."));
    }

    [Test]
    public async Task Without_them_the_histograms_give_the_same_words_and_means()
    {
        await Organisation.RunAsync($"truncate response_w{Wave.Id}");

        var run = await MigrateAsync();

        Assert.That(run.Output, Does.StartWith("Wave MONTHLY-2026-03-02: figures blurred from its histograms."));
        Assert.That(
            (await FiguresAsync()).Where(IsOfRelationship).Select(WithoutInterval),
            Is.EqualTo(_sealed.Where(IsOfRelationship).Select(WithoutInterval)),
            "without answers there is no correction for a finite population"
        );
        static string WithoutInterval(string figure) => string.Join(' ', figure.Split(' ').Take(7));
    }

    [Test]
    public async Task Without_histograms_the_exact_figure_is_rounded()
    {
        await Organisation.RunAsync($"truncate response_w{Wave.Id}, sealed_histogram");

        await MigrateAsync();

        Assert.That(await FiguresAsync(), Does.Contain("relationship overall yes 20  3 0.2 2.2 3.8"));
    }

    [Test]
    public async Task What_was_hidden_stays_hidden_because_its_exact_neighbours_have_been_seen()
    {
        await Organisation.RunAsync(
            "update exact_figure set shown = 'hidden', n = null, value = null, low = null, high = null where item = 'waiting'"
        );

        await MigrateAsync();

        Assert.That(
            (await FiguresAsync()).Where(figure => figure.Contains("waiting", StringComparison.Ordinal)),
            Has.All.Contains(" hidden ")
        );
    }

    [Test]
    public async Task No_program_starts_before_it_and_nothing_exact_is_left_after_it()
    {
        Assert.That(async () => await Migrator.CheckAsync(Test.Database), Throws.InstanceOf<MigrationException>());
        await MigrateAsync();
        Assert.That(async () => await Migrator.CheckAsync(Test.Database), Throws.Nothing);
        Assert.That(
            await Organisation.OneAsync<bool>("select to_regclass('exact_figure') is null and to_regclass('sealed_histogram') is null"),
            Is.True
        );
    }

    [Test]
    public async Task Sizes_of_changes_that_followed_from_exact_figures_are_gone_from_the_files()
    {
        const double Exact = -0.37193847;
        await Organisation.RunAsync(
            """
            insert into published_verdict (cell_id, item, against, verdict, difference) select id, 'overall', 'target', 'worse', @Exact
            from publication_cell where kind = 'relationship' limit 1
            """,
            new { Exact }
        );
        Assert.That(await Organisation.HoldingAsync(BitConverter.GetBytes(Exact)), Is.EqualTo("published_verdict"));

        await MigrateAsync();

        Assert.That(await Organisation.HoldingAsync(BitConverter.GetBytes(Exact)), Is.Empty);
        Assert.That(
            await Organisation.ListAsync<string>("select verdict from published_verdict where item = 'overall' and against = 'target'"),
            Is.EqualTo(new[] { "worse" }),
            "the verdict stays"
        );
    }

    [Test]
    public async Task Another_key_is_refused()
    {
        var other = Convert.ToBase64String(new byte[32]);
        using var error = new StringWriter();
        var status = await ApiCommandLine.RunAsync(
            ["migrate", $"--ConnectionStrings:Survey={Test.ConnectionString}", $"--Privacy:FigureKey={other}"],
            TextWriter.Null,
            error,
            default
        );

        Assert.That(
            (status, error.ToString().Trim()),
            Is.EqualTo(
                (
                    1,
                    "Privacy:FigureKey is not the key that the figures of this database were blurred with: put the earlier key back. "
                        + "With another key the same answers would give other figures, and every trend would break."
                )
            )
        );
    }

    /// <summary>What roll-ups are widened by is not known any more, and what parts were made of is in no histogram here.</summary>
    private static bool IsOfRelationship(string figure) => figure.StartsWith("relationship ", StringComparison.Ordinal);

    private Task<CommandRun> MigrateAsync() => CommandRun.OnAsync(Test.ConnectionString, "migrate");

    private Task<IReadOnlyList<string>> FiguresAsync() =>
        Organisation.ListAsync<string>(
            """
            select concat_ws(' ', cell.kind, item, shown, coalesce(n::text, ''), coalesce(word, ''), coalesce(value::text, ''), step,
                low, high)
            from published_figure join publication_cell cell on cell.id = cell_id
            order by cell.id, item
            """
        );

    /// <summary>
    /// As migrations 0007 and 0029 made them. Overall has 20 ratings, each value four times: mean 3.0 with the interval 2.32 to 3.68.
    /// </summary>
    private const string Old = """
        create table exact_figure (
            cell_id bigint not null, item text not null, kind text not null, shown text not null, n int, n_band text, value float8,
                low float8, high float8,
            favourable int, favourable_low int, favourable_high int, counts int[], does_not_apply int,
            census boolean not null default false, pooled boolean not null default false, is_coarse boolean not null default false);
        create table sealed_histogram (cell_id bigint not null, item text not null, counts int[] not null);
        insert into exact_figure (cell_id, item, kind, shown, n, value, low, high, does_not_apply)
        select cell_id, item, kind, case when shown = 'hidden' then 'hidden' else 'yes' end,
               case when shown <> 'hidden' then 20 end, case when shown <> 'hidden' then 3.0 end, case when shown <> 'hidden' then 2.32 end,
               case when shown <> 'hidden' then 3.68 end, does_not_apply
        from published_figure;
        insert into sealed_histogram (cell_id, item, counts)
        select cell_id, item, case item when 'waiting' then '{7,7,6,0,0}'::int[] else '{4,4,4,4,4}' end from published_figure
            where shown <> 'hidden';
        delete from published_figure;
        delete from blurred_histogram;
        """;
}
