using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
        _work = new DueWork(
            _sending.Test.Database, _sending.Outbox(new RecordingTransport()), Returned.Nothing(_sending.Test.Database),
            Options.Create(new PrivacyOptions()), Options.Create(new WaveOptions()), TestFigureKey.Key, factory.CreateLogger<DueWork>());
    }

    [TearDown]
    public async Task DropAsync() => await _sending.DisposeAsync();

    [Test]
    public async Task Sealing_tells_its_steps_by_the_number_of_the_wave_alone()
    {
        await _work.RunAsync(Sending.Monday.AddDays(7).AddMinutes(15), default);

        var steps = _log.Everything.Split('\n').Where(line => line.Contains("Sealing", StringComparison.Ordinal)).Select(line => line.Trim().Split(": ")[^1]);
        Assert.That(steps, Is.EqualTo(new[]
        {
            "counting invitations, rewriting responses, computing figures", "storing figures", "rewriting comments and notes", "exchanging tables",
        }));
        Assert.That(_log.Everything, Does.Contain($"Sealing wave {_sending.Wave.Id}: ").And.Not.Contain("MONTHLY").And.Not.Contain("IT-ALL"));
    }

    [Test]
    public async Task Held_mails_are_told_once_and_again_when_their_number_changes()
    {
        await _sending.Test.Database.InTransactionAsync(connection => Restoration.RecordAsync(
            connection, Sending.Monday, TimeSpan.FromMinutes(15), "command line", Sending.Monday.AddHours(1), default));

        await _work.RunAsync(Sending.Monday.AddHours(2), default);
        await _work.RunAsync(Sending.Monday.AddHours(3), default);

        Assert.That(_log.Everything.Split('\n').Count(line => line.Contains("The mails of 1 waves are held since a restore", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
