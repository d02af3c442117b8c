using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Restorations;
using Survey.Db.Settings;
using Survey.Scheduler;
using Survey.Tests.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

/// <summary>What operators read in the scheduler's log.</summary>
public sealed class DueWorkLogTests
{
    private Sending _sending = null!;
    private CapturedLog _log = null!;
    private DueWork _work = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        (_sending, _log) = (await Sending.WithOpenWaveAsync(), new CapturedLog());
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _work = _sending.Work(new RecordingTransport(), factory.CreateLogger<DueWork>());
    }

    [TearDown]
    public async Task DropAsync() => await _sending.DisposeAsync();

    [Test]
    public async Task Sealing_tells_its_steps_by_the_number_of_the_wave_alone()
    {
        await _work.RunAsync(Sending.Monday.AddDays(7).AddMinutes(15), default);

        var steps = _log
            .Everything.Split('\n')
            .Where(line => line.Contains("Sealing", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(": ")[^1]);
        Assert.That(
            steps,
            Is.EqualTo(
                new[]
                {
                    "counting invitations, rewriting responses, computing figures",
                    "storing figures",
                    "rewriting comments and notes",
                    "exchanging tables",
                }
            )
        );
        Assert.That(
            _log.Everything,
            Does.Contain($"Sealing wave {_sending.Wave.Id}: ").And.Not.Contain("MONTHLY").And.Not.Contain("IT-ALL")
        );
    }

    [Test]
    public async Task What_fails_for_one_wave_is_told_and_recorded_until_it_is_done_and_the_rest_counts()
    {
        await _sending.Organisation.PulseAsync("OTHER", firstDate: "2026-03-03", cron: "0 0 9 3 3 ?", quietDays: 0);
        await _sending.Organisation.PulseAsync("THIRD", firstDate: "2026-03-03", cron: "0 0 9 3 3 ?", quietDays: 0);
        await _sending.Organisation.RunAsync("alter table wave add constraint broken check (state <> 'open' or code not like 'OTHER%')");

        var failed = await Assert.ThrowsAsync<DueWorkException>(() => _work.RunAsync(Sending.Monday.AddDays(1), default));
        var recorded = await FailingAsync();
        await _sending.Organisation.RunAsync("alter table wave drop constraint broken");
        await _work.RunAsync(Sending.Monday.AddDays(1).AddMinutes(1), default);

        Assert.That((failed!.Done.Planned, failed.Done.Opened), Is.EqualTo((2, 1)));
        Assert.That(_log.Errors, Has.One.Contains("The step open failed for OTHER-2026-03-03 only; the next run tries it again."));
        Assert.That(recorded, Is.EqualTo(new[] { "open OTHER-2026-03-03" }));
        Assert.That(await FailingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_step_that_gives_up_waiting_does_not_end_the_round()
    {
        var work = _sending.Work(new RecordingTransport(_ => throw new TaskCanceledException()));

        try
        {
            await work.RunAsync(Sending.Monday.AddDays(7), default);
        }
        catch (DueWorkException)
        {
            // Only what was done counts here.
        }

        Assert.That(await _sending.Organisation.OneAsync<string>("select state from wave"), Is.EqualTo("closed"));
    }

    private Task<IReadOnlyList<string>> FailingAsync() =>
        _sending.Organisation.ListAsync<string>("select concat_ws(' ', step, subject) from failing_work order by 1");

    [Test]
    public async Task Held_mails_are_told_once_and_again_when_their_number_changes()
    {
        await _sending.Test.Database.InTransactionAsync(connection =>
            Restoration.RecordAsync(
                connection,
                Sending.Monday,
                TimeSpan.FromMinutes(15),
                "command line",
                Sending.Monday.AddHours(1),
                default
            )
        );

        await _work.RunAsync(Sending.Monday.AddHours(2), default);
        await _work.RunAsync(Sending.Monday.AddHours(3), default);

        Assert.That(
            _log.Everything.Split('\n')
                .Count(line => line.Contains("The mails of 1 waves are held since a restore", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }
}
