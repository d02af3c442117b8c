using Survey.Db.Cases;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>Sealing re-checks done cases (rule E3), on a real database.</summary>
public sealed class RecheckTests : InSmallOrganisation
{
    private static readonly DateTimeOffset Start = OpenWave.FirstMonday;

    private static readonly Viewer Hr = Viewer.InRoles("staff@example.org", new HeldRole("hr", []));

    [TestCase(5, "better")]
    [TestCase(2, "no_change")]
    [TestCase(1, "worse")]
    public async Task The_first_wave_that_opened_after_done_gives_the_word(int waiting, string word)
    {
        var first = await SealAsync(0, waiting: 2);
        var id = await DoneCaseAsync(first, 10);
        var second = await SealAsync(28, waiting);

        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked {word} {second}" }));
        var view = (await ViewAsync(id))!;
        Assert.That((view.History[^1].Kind, view.History[^1].By), Is.EqualTo((CaseEventKind.Rechecked, (string?)null)));
        Assert.That((view.Then!.IsShown, view.Now!.IsShown, view.NowWave), Is.EqualTo((true, true, second)));

        await SealAsync(56, waiting: 3);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked {word} {second}" }), "only once");
    }

    [Test]
    public async Task A_case_that_is_not_done_or_was_done_after_the_opening_is_not_re_checked()
    {
        var first = await SealAsync(0, waiting: 2);
        await OpenCaseAsync(first, "quality");
        await DoneCaseAsync(first, 29);
        await SealAsync(28, waiting: 5);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { "done", "open" }));
        var third = await SealAsync(56, waiting: 5);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { "open", $"rechecked better {third}" }));
    }

    [Test]
    public async Task A_wave_that_asked_about_other_services_re_checks_nothing()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        await Organisation.PulseAsync("OTHER", "HR-SALES", quietDays: 0);
        await CloseAsync(await OpenWave.OpenAsync(Organisation, "OTHER", Start.AddDays(14)));
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { "done" }));
    }

    [Test]
    public async Task The_wave_that_opened_first_re_checks_even_if_it_is_sealed_later()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        var early = await OpenWave.OpenAsync(Organisation, "MONTHLY", Start.AddDays(28));
        await Organisation.PulseAsync("OTHER", "IT-ALL", quietDays: 0);
        await Organisation.RunAsync("update pulse set quiet_days = 0");
        var late = await OpenWave.OpenAsync(Organisation, "OTHER", Start.AddDays(30));
        await AnswerAsync(early, 5, 24);
        await AnswerAsync(late, 1, 24);
        await CloseAsync(late);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { "done" }));
        await CloseAsync(early);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked better {early.Code}" }));
    }

    [Test]
    public async Task A_hidden_figure_is_too_few()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        var second = await SealAsync(28, waiting: 5, people: 4);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked too_few {second} hidden" }));
    }

    [Test]
    public async Task A_figure_of_the_cases_own_wave_that_is_not_shown_gives_no_word()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        await Organisation.RunAsync(
            """
            update published_figure
            set shown = 'hidden', n = null, word = null, value = null, low = null, high = null, favourable = null, shares = null,
                does_not_apply = null
            where item = 'waiting'
            """
        );
        var second = await SealAsync(28, waiting: 5);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked too_few {second} hidden" }));
    }

    [Test]
    public async Task Too_few_answers_for_a_finding_are_too_few()
    {
        var first = await SealAsync(0, waiting: 2, people: 5);
        await DoneCaseAsync(first, 10);
        var second = await SealAsync(28, waiting: 5, people: 5);
        Assert.That(
            await CasesAsync(),
            Has.One.EqualTo($"rechecked better {second}").Or.One.EqualTo($"rechecked too_few {second} few_answers")
        );
    }

    [Test]
    public async Task A_step_that_is_asked_differently_is_not_compared()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        await Organisation.RunAsync(
            """
            insert into questionnaire (journey_id, version, document, digest, created_at)
            select journey_id, 2, jsonb_set(document, '{breakdownPoints,1,question,en}', '"How long did you wait?"'), 'other', created_at
            from questionnaire
            """
        );
        var second = await SealAsync(28, waiting: 5);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked too_few {second} asked_differently" }));
    }

    [Test]
    public async Task Another_provider_is_not_compared()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        await Organisation.RunAsync(
            "update relationship set provider_unit_id = (select id from unit where code = 'HR') where code = 'IT-ALL'"
        );
        var second = await SealAsync(28, waiting: 5);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked too_few {second} asked_differently" }));
    }

    [Test]
    public async Task A_case_that_is_withdrawn_while_its_wave_is_open_stays_withdrawn()
    {
        var first = await SealAsync(0, waiting: 2);
        var id = await DoneCaseAsync(first, 10);
        var wave = await OpenWave.OpenAsync(Organisation, "MONTHLY", Start.AddDays(28));
        await AnswerAsync(wave, 5, 24);
        await CaseActions.WithdrawAsync(Test.Database, Hr, id, 2, "Not ours", Start.AddDays(30), default);
        await CloseAsync(wave);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { "withdrawn" }));
    }

    [Test]
    public async Task Imported_history_re_checks_nothing()
    {
        await DoneCaseAsync(await SealAsync(0, waiting: 2), 10);
        var imported = await PublishedWave.FreezeAsync(Organisation, "HISTORY", new(2026, 5, 1));
        await using var connection = await Test.Database.OpenAsync();

        Assert.That(await CaseRechecks.DueAsync(connection, imported, default), Is.Empty);
    }

    [Test]
    public async Task A_sealing_that_is_broken_off_re_checks_nothing_and_the_next_one_does()
    {
        var first = await SealAsync(0, waiting: 2);
        await DoneCaseAsync(first, 10);
        var wave = await OpenWave.OpenAsync(Organisation, "MONTHLY", Start.AddDays(28));
        await AnswerAsync(wave, 5, 24);
        await wave.CloseAsync(Organisation);
        Assert.That(async () => await Sealing.SealAsync(Test.Database, TestFigureKey.Key, wave.Id, Start.AddDays(36), default, (_, step) =>
                {
                    if (step == "exchanging tables")
                    {
                        throw new InvalidOperationException("killed");
                    }
                }), Throws.InvalidOperationException);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { "done" }));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from service_case_event where kind = 'rechecked'"), Is.Zero);

        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, wave.Id, Start.AddDays(36), default);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked better {wave.Code}" }));
    }

    [Test]
    public async Task A_re_check_changes_no_other_verdict()
    {
        var first = await SealAsync(0, waiting: 2);
        await OpenCaseAsync(first);
        await SealAsync(28, waiting: 3);
        var wave = await OpenWave.OpenAsync(Organisation, "MONTHLY", Start.AddDays(56));
        await AnswerAsync(wave, 4, 24);
        await wave.CloseAsync(Organisation);
        IReadOnlyList<string> without = [];
        Assert.That(
            async () =>
                await Test.Database.InTransactionAsync(async connection =>
                {
                    await Publisher.PublishAsync(connection, TestFigureKey.Key, wave.Id, default);
                    without = await Survey.Db.Sql.ListAsync<string>(connection, Called, null, default);
                    throw new InvalidOperationException("not yet");
                }),
            Throws.InvalidOperationException
        );

        await Organisation.RunAsync("update service_case set state = 'done', done_at = '2026-04-20'");
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, wave.Id, Start.AddYears(1), default);
        Assert.That(await CasesAsync(), Is.EqualTo(new[] { $"rechecked better {wave.Code}" }));
        Assert.That(await Organisation.ListAsync<string>(Called), Is.EqualTo(without).And.Count.GreaterThan(4));
    }

    [TestCase(false, Verdict.Worse)]
    [TestCase(true, Verdict.NoChange)]
    public void All_re_checks_of_a_wave_are_one_family(bool others, Verdict verdict)
    {
        var clear = Compared(0.03);
        var called = Rechecks.Family(others ? [clear, Compared(0.5), Compared(0.9)] : [clear]);
        Assert.That((called[0].Called, called[0].Reason), Is.EqualTo((verdict, (RecheckReason?)null)));

        static Rechecks.ComparedCase Compared(double p) =>
            new(Guid.NewGuid(), new(1, 1, "waiting", Against.Before, 1, new MeanTest(p, -1, null, null), -1, 0.1), null);
    }

    private async Task<string> SealAsync(int days, int waiting, int quality = 4, int people = 24)
    {
        var wave = await OpenWave.OpenAsync(Organisation, "MONTHLY", Start.AddDays(days));
        await AnswerAsync(wave, waiting, people, quality);
        await CloseAsync(wave);
        return wave.Code;
    }

    private async Task AnswerAsync(OpenWave wave, int waiting, int people, int quality = 4)
    {
        foreach (var person in wave.AskedAbout("IT-ALL").Take(people))
        {
            await wave.AnswerAsync(Organisation, person, "IT-ALL", Answering.Rated(4, intake: 4, waiting: waiting, quality: quality));
        }
    }

    private async Task CloseAsync(OpenWave wave)
    {
        await wave.CloseAsync(Organisation);
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, wave.Id, Start.AddYears(1), default), Is.True);
    }

    private async Task<Guid> OpenCaseAsync(string wave, string item = "waiting")
    {
        var terms = new CaseTerms("Two people answer the phone.", null, null, new(2026, 4, 20), 4.0);
        return (await new CaseOpening("IT-ALL", item, wave, terms).OpenAsync(Test.Database, Hr, Start.AddDays(9), default))!.Value;
    }

    private async Task<Guid> DoneCaseAsync(string wave, int day)
    {
        var id = await OpenCaseAsync(wave);
        await CaseActions.DoneAsync(Test.Database, Hr, id, 1, Start.AddDays(day), default);
        return id;
    }

    private async Task<CaseView?> ViewAsync(Guid id)
    {
        await using var connection = await Test.Database.OpenAsync();
        return await CaseView.FindAsync(connection, Hr, id, Start.AddDays(90), default);
    }

    private Task<IReadOnlyList<string>> CasesAsync() =>
        Organisation.ListAsync<string>(
            """
            select concat_ws(' ', service_case.state, recheck_verdict, wave.code, recheck_reason)
            from service_case left join wave on wave.id = recheck_wave_id order by 1
            """
        );

    private const string Called = """
        select concat_ws(' ', item, against, verdict, difference, low, high)
        from published_verdict join publication_cell cell on cell.id = cell_id
        where cell.wave_id = (select max(id) from wave) order by 1
        """;
}
