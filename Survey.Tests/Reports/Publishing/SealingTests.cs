using Npgsql;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>Sealing a closed wave (rule A4).</summary>
public sealed class SealingTests : WithOpenWave
{
    private static readonly DateTimeOffset Later = OpenWave.FirstMonday.AddDays(7);

    [Test]
    public async Task An_open_wave_is_not_sealed()
    {
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default), Is.False);
        Assert.That(await Sealing.SealDueAsync(Test.Database, TestFigureKey.Key, TimeSpan.Zero, Later, default), Is.Zero);
    }

    [Test]
    public async Task A_sealed_wave_keeps_every_response_and_is_not_sealed_again()
    {
        await AnswerAsync(20);
        var before = await ContentAsync();
        Assert.That(await Sealing.SealDueAsync(Test.Database, TestFigureKey.Key, TimeSpan.Zero, Later, default), Is.EqualTo(1));
        Assert.That(await ContentAsync(), Is.EqualTo(before));
        Assert.That(await StateAsync(), Is.EqualTo("sealed"));
        Assert.That(await Sealing.SealDueAsync(Test.Database, TestFigureKey.Key, TimeSpan.Zero, Later, default), Is.Zero);
    }

    [Test]
    public async Task A_closed_wave_rests_before_it_is_sealed()
    {
        await AnswerAsync(20);
        var rest = TimeSpan.FromMinutes(15);

        Assert.That(
            await Sealing.SealDueAsync(Test.Database, TestFigureKey.Key, rest, Later + rest - TimeSpan.FromSeconds(1), default),
            Is.Zero
        );
        Assert.That(await Sealing.SealDueAsync(Test.Database, TestFigureKey.Key, rest, Later + rest, default), Is.EqualTo(1));
    }

    [Test]
    public async Task Ids_order_and_transactions_say_nothing_about_when_somebody_answered()
    {
        await ManyResponsesAsync(3000);
        var submitted = await Organisation.ListAsync<int>("select answers[1] from response order by ctid");
        Assert.That(Math.Abs(RankCorrelation(submitted)), Is.GreaterThan(0.99), "the test must see the order before sealing");
        var ids = await Organisation.ListAsync<Guid>("select id from response");

        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);

        Assert.That(
            Math.Abs(RankCorrelation(await Organisation.ListAsync<int>("select answers[1] from response order by ctid"))),
            Is.LessThan(0.08)
        );
        Assert.That(
            Math.Abs(RankCorrelation(await Organisation.ListAsync<int>("select answers[1] from response order by id"))),
            Is.LessThan(0.08)
        );
        Assert.That(await Organisation.OneAsync<int>("select count(distinct xmin::text)::int from response"), Is.EqualTo(1));
        Assert.That((await Organisation.ListAsync<Guid>("select id from response")).Intersect(ids), Is.Empty);
        Assert.That((await Organisation.ListAsync<Guid>("select id from response")).All(id => id.Version == 4), Is.True);
    }

    [Test]
    public async Task Whatever_is_read_beside_it_all_is_written_in_one_transaction()
    {
        await AnswerAsync(20);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);
        Assert.That(
            await Organisation.ListAsync<(string, int)>(
                """
                select xmin::text, count(distinct name)::int
                from (
                    select xmin, 'response' as name from response union all select xmin, 'figure' from published_figure
                    union all select xmin, 'participation' from published_participation union all select xmin, 'histogram'
                        from blurred_histogram
                    union all select xmin, 'counts' from reporting_group union all select xmin, 'wave' from wave where state = 'sealed'
                ) written
                group by xmin::text
                """
            ),
            Is.EqualTo(new[] { (await Organisation.OneAsync<string>("select xmin::text from wave"), 6) })
        );
    }

    [Test]
    public async Task Comments_and_notes_are_written_anew_in_random_order()
    {
        await Organisation.RunAsync(
            """
            insert into comment (id, wave_id, relationship_id, question, language, text)
            select gen_random_uuid(), @id, relationship.id, 'comment', 'en', to_char(number, 'FM0000')
            from relationship, generate_series(1, 1000) as number where code = 'IT-ALL' order by number;
            insert into note (id, wave_id, relationship_id, kind, text)
            select gen_random_uuid(), @id, relationship.id, 'thanks', to_char(number, 'FM0000')
            from relationship, generate_series(1, 1000) as number where code = 'IT-ALL' order by number;
            """,
            new { id = Wave.Id }
        );
        await Wave.CloseAsync(Organisation);
        var ids = await Organisation.ListAsync<Guid>("select id from comment union all select id from note");

        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);

        foreach (var table in new[] { "comment", "note" })
        {
            var order = await Organisation.ListAsync<int>($"select text::int from {table} order by ctid");
            Assert.That(order, Has.Count.EqualTo(1000).And.EquivalentTo(Enumerable.Range(1, 1000)));
            Assert.That(Math.Abs(RankCorrelation(order)), Is.LessThan(0.13));
            Assert.That(await Organisation.OneAsync<int>($"select count(distinct xmin::text)::int from {table}"), Is.EqualTo(1));
        }
        Assert.That((await Organisation.ListAsync<Guid>("select id from comment union all select id from note")).Intersect(ids), Is.Empty);
    }

    [Test]
    public async Task Of_who_answered_and_who_was_reminded_only_counts_stay()
    {
        await AnswerAsync(12);
        await Organisation.RunAsync(
            """
            insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before, give_up_at,
                queued_at)
            select gen_random_uuid(), kind, invitation.wave_id, invitation.wave_id, person_id, 'x@example.org', 'en',
                   case kind when 'reminder1' then 'sent' else 'cancelled' end, opened_at, closes_at, opened_at
            from invitation join wave on wave.id = wave_id, unnest(array['reminder1', 'reminder2']) as kind
            """
        );
        await Organisation.RunAsync("insert into declined (wave_id, invitation_id) select wave_id, id from invitation limit 3");
        var invited = Wave.Invitations.Count;
        Assert.That(
            await Organisation.OneAsync<int>("select count(answered)::int from reporting_group"),
            Is.Zero,
            "nothing is counted before"
        );

        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);

        Assert.That(await Organisation.OneAsync<bool>("select to_regclass(@name) is null", new { name = $"answered_w{Wave.Id}" }), Is.True);
        Assert.That(await Organisation.OneAsync<bool>("select to_regclass(@name) is null", new { name = $"declined_w{Wave.Id}" }), Is.True);
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from message where kind like 'reminder%'"), Is.Zero);
        Assert.That(
            await Organisation.ListAsync<(string, string, int)>("select kind, state, count from message_count order by kind"),
            Is.EqualTo(
                new[] { ("invitation", "cancelled", invited - 12), ("reminder1", "sent", invited), ("reminder2", "cancelled", invited) }
            )
        );
        Assert.That(
            await Organisation.ListAsync<string>("select distinct state from message"),
            Is.EqualTo(new[] { "sent" }),
            "those that never left look like all"
        );
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from message where kind = 'invitation'"), Is.EqualTo(invited));
        Assert.That(
            await Organisation.OneAsync<int>(
                """
                select sum(answered)::int from reporting_group join relationship on relationship.id = relationship_id where code = 'IT-ALL'
                """
            ),
            Is.EqualTo(12)
        );
    }

    [Test]
    public async Task The_new_table_is_an_ordinary_partition()
    {
        await AnswerAsync(10);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);
        Assert.That(
            await Organisation.ListAsync<string>(
                """
                select conname from pg_constraint where conrelid in (@responses::regclass, @comments::regclass)
                """,
                new { responses = $"response_w{Wave.Id}", comments = $"comment_w{Wave.Id}" }
            ),
            Is.EquivalentTo(new[] { $"comment_w{Wave.Id}_pkey", $"response_w{Wave.Id}_pkey", "response_time_lost_check" })
        );
    }

    [Test]
    public async Task Two_sealers_at_once_seal_once()
    {
        await AnswerAsync(20);
        var sealers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default)))
        );
        Assert.That(sealers.Count(sealedHere => sealedHere), Is.EqualTo(1));
        Assert.That(await ContentAsync(), Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Two_waves_are_sealed_at_once_while_a_third_is_answered()
    {
        await AnswerAsync(20);
        var second = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(20));
        await second.RateAsync(Organisation, "IT-ALL", 3, 3, 3, 3, 4, 4, 4, 4, 5, 5);
        await second.CloseAsync(Organisation);
        var third = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(40));
        var answering = Task.Run(async () =>
        {
            foreach (var invitation in third.AskedAbout("IT-ALL"))
            {
                await third.AnswerAsync(Organisation, invitation, "IT-ALL", Answering.Rated(4));
            }
        });
        var sealedHere = await Task.WhenAll(
            Task.Run(() => Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default)),
            Task.Run(() => Sealing.SealAsync(Test.Database, TestFigureKey.Key, second.Id, Later, default))
        );
        await answering;
        Assert.That(sealedHere, Is.EqualTo(new[] { true, true }));
        Assert.That(
            await Organisation.OneAsync<int>("select count(*)::int from response"),
            Is.EqualTo(30 + third.AskedAbout("IT-ALL").Count)
        );
    }

    [Test]
    public async Task A_sealer_that_fails_in_the_middle_leaves_the_wave_closed_and_whole()
    {
        await AnswerAsync(20);
        var before = await ContentAsync();
        await using var blocker = await Test.Database.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("select count(*) from response", blocker, transaction).ExecuteScalarAsync();
        var sealing = Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default);

        // It has done all of its work but the exchange of the tables, which the open transaction holds up.
        await Organisation.UntilAsync(
            """
            select exists (select from pg_locks join pg_stat_activity using (pid)
                           where datname = current_database() and mode = 'AccessExclusiveLock' and not granted)
            """
        );
        await Organisation.RunAsync(
            """
            select pg_cancel_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and query like '%lock table%'
            """
        );
        Assert.That(async () => await sealing, Throws.InstanceOf<Exception>());
        await transaction.RollbackAsync();

        Assert.That(await StateAsync(), Is.EqualTo("closed"));
        Assert.That(await ContentAsync(), Is.EqualTo(before));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from published_figure"), Is.Zero);
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, Later, default), Is.True);
        Assert.That(await ContentAsync(), Is.EqualTo(before));
    }

    /// <summary>IT-ALL is rated by that many people, then the wave closes.</summary>
    private async Task AnswerAsync(int people)
    {
        await Wave.RateAsync(Organisation, "IT-ALL", [.. Enumerable.Range(0, people).Select(person => 1 + person % 5)]);
        await Wave.CloseAsync(Organisation);
    }

    /// <summary>Responses whose first answer says in which order they came. More than people, which no rule of sealing looks at.</summary>
    private async Task ManyResponsesAsync(int count)
    {
        await Organisation.RunAsync(
            """
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers)
            select gen_random_uuid(), @id, relationship_id, id, true, array[number, null, null, 3, null]
            from (select * from reporting_group where wave_id = @id order by id limit 1) as one, generate_series(1, @count) as number
            order by number
            """,
            new { id = Wave.Id, count }
        );
        await Wave.CloseAsync(Organisation);
    }

    private Task<IReadOnlyList<string>> ContentAsync() =>
        Organisation.ListAsync<string>(
            """
            select concat_ws('|', relationship_id, reporting_group_id, contact, answers::text, time_lost) from response order by 1
            """
        );

    private Task<string> StateAsync() => Organisation.OneAsync<string>("select state from wave where id = @id", new { id = Wave.Id });

    /// <summary>Spearman's correlation of distinct numbers with their positions.</summary>
    private static double RankCorrelation(IReadOnlyList<int> numbers)
    {
        var ranks = numbers.Order().Select((number, rank) => (number, rank)).ToDictionary(pair => pair.number, pair => pair.rank);
        double n = numbers.Count,
            sum = numbers.Select((number, position) => Math.Pow(ranks[number] - position, 2)).Sum();
        return 1 - 6 * sum / (n * (n * n - 1));
    }
}
