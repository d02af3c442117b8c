using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Settings;
using Survey.Db.Tokens;
using Survey.Reports.Letters;
using Survey.Reports.Pdf;
using Survey.Scheduler;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Messages;
using Survey.Scheduler.Operations;
using Survey.Tests.Scheduler.Bounces;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>The small organisation with an open wave, and an outbox for it.</summary>
internal sealed class Sending : IAsyncDisposable
{
    public const string Key = "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=";

    private readonly Measured _measured = new();
    private readonly TestClock _metricsClock = new(Monday);
    private readonly RecentFigures<OperationFigures> _figures;

    private Sending(TestDatabase test, Organisation organisation)
    {
        (Test, Organisation) = (test, organisation);
        Metrics = new SendingMetrics(_measured.Meters);
        _figures = new(OperationFigures.ReadAsync, test.Database, _metricsClock, NullLogger<RecentFigures<OperationFigures>>.Instance);
        _ = new Gauges(
            _measured.Meters,
            _figures,
            new SendingPause(TimeProvider.System),
            new ClockCheck(test.Database, TimeProvider.System, NullLogger<ClockCheck>.Instance)
        );
    }

    public static DateTimeOffset Monday => OpenWave.FirstMonday;

    public TestDatabase Test { get; }

    public Organisation Organisation { get; }

    public string ConnectionString => Test.ConnectionString;

    public OpenWave Wave { get; private set; } = null!;

    public SendingMetrics Metrics { get; }

    public TokenKey Tokens { get; } = new(Key);

    /// <summary>An outbox for an organisation whose waves the scheduler opens.</summary>
    public static Sending On(TestDatabase test) => new(test, new Organisation(test.Database));

    public static async Task<Sending> WithOpenWaveAsync()
    {
        var sending = On(await TestDatabase.CreateAsync(StartingPoint.OpenWave));
        sending.Wave = await OpenWave.LoadAsync(sending.Organisation);
        return sending;
    }

    /// <param name="prepare">Before the wave opens.</param>
    public static async Task<Sending> WithOpenWaveAsync(Func<Organisation, Task> prepare)
    {
        var sending = On(await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation));
        await prepare(sending.Organisation);
        sending.Wave = await OpenWave.OpenAsync(sending.Organisation);
        return sending;
    }

    public Outbox Outbox(
        IMailTransport transport,
        string baseUrl = "https://survey.example",
        SendingPause? pause = null,
        TimeProvider? time = null
    ) =>
        new(
            Test.Database,
            transport,
            Composer(baseUrl),
            pause ?? new SendingPause(TimeProvider.System),
            Metrics,
            time ?? TimeProvider.System,
            NullLogger<Outbox>.Instance
        );

    /// <summary>The caller's database stays.</summary>
    public static Outbox OutboxOf(TestDatabase test, IMailTransport transport, ReportMailOptions? reports)
    {
        var sending = On(test);
        return new(
            test.Database,
            transport,
            sending.Composer(reports: reports),
            new SendingPause(TimeProvider.System),
            sending.Metrics,
            TimeProvider.System,
            NullLogger<Outbox>.Instance
        );
    }

    public MailComposer Composer(string baseUrl = "https://survey.example", ReportMailOptions? reports = null) =>
        new(
            Options.Create(new MailOptions { From = "survey@survey.example", ReturnPath = "returns@bounce.example" }),
            Options.Create(new SiteOptions { BaseUrl = baseUrl, TokenKey = Key }),
            Tokens,
            new LetterWriter(),
            LeadMails(baseUrl, reports),
            Settings
        );

    private LeadMailWriter LeadMails(string baseUrl, ReportMailOptions? reports) =>
        new(
            Test.Database,
            new LetterWriter(),
            new ReportPrinter(new ShortPrinter(), Options.Create(new SiteOptions { BaseUrl = baseUrl }), NullLoggerFactory.Instance),
            Options.Create(new SiteOptions { BaseUrl = baseUrl }),
            Options.Create(reports ?? new ReportMailOptions()),
            Options.Create(new ActingOptions()),
            NullLogger<LeadMailWriter>.Instance
        );

    /// <summary>Everything that a scheduler does, with mails to that transport.</summary>
    public DueWork Work(IMailTransport transport, ILogger<DueWork>? logger = null) =>
        new(
            Test.Database,
            Outbox(transport),
            Tests(transport),
            Returned.Nothing(Test.Database),
            Settings,
            Options.Create(new WaveOptions()),
            Options.Create(new ReportMailOptions()),
            Options.Create(new ActingOptions()),
            TestFigureKey.Key,
            logger ?? NullLogger<DueWork>.Instance
        );

    public TestMailSender Tests(IMailTransport transport, MailOptions? mail = null) =>
        new(
            Test.Database,
            transport,
            Composer(),
            Settings,
            Options.Create(mail ?? new MailOptions()),
            Options.Create(new BounceImapOptions())
        );

    private OrganisationReader Settings => new(Test.Database, new OperatorSettings(new ConfigurationBuilder().Build()));

    public async Task<IReadOnlyList<string>> SendAsync(DateTimeOffset now)
    {
        var transport = new RecordingTransport();
        await Outbox(transport).SendDueAsync(now, default);
        return [.. transport.Sent.Select(mail => mail.To).Order(StringComparer.Ordinal)];
    }

    public Task<int> RemindAsync(DateTimeOffset now) => Reminders.QueueDueAsync(Test.Database, now, default);

    public Task AnswerAsync(string email) =>
        Organisation.RunAsync(
            """
            insert into answered (wave_id, invitation_id)
            select wave_id, invitation.id from invitation join person on person.id = person_id where email = @email
            """,
            new { email }
        );

    public Task DeclineAsync(string email) =>
        Organisation.RunAsync(
            """
            insert into declined (wave_id, invitation_id)
            select wave_id, invitation.id from invitation join person on person.id = person_id where email = @email
            """,
            new { email }
        );

    public Task OptOutAsync(string email) =>
        Organisation.RunAsync("insert into opt_out (person_id) select id from person where email = @email", new { email });

    /// <summary>How many mails there are by state.</summary>
    public async Task<Dictionary<string, int>> StatesAsync() =>
        (
            await Organisation.ListAsync<State>("select state as name, count(*)::int as count from message group by state", null)
        ).ToDictionary(state => state.Name, state => state.Count);

    /// <summary>What the scheduler's metrics say, with the figures of that instant.</summary>
    public async Task<string> MetricsAsync(DateTimeOffset now)
    {
        _metricsClock.Now = now;
        await _figures.RenewAsync(default);
        return _measured.Read();
    }

    public ValueTask DisposeAsync()
    {
        _measured.Dispose();
        _figures.Dispose();
        return Test.DisposeAsync();
    }

    private sealed record State(string Name, int Count);
}

/// <summary>Prints the document as it is.</summary>
internal sealed class ShortPrinter : IPdfPrinter
{
    public Task<byte[]> PrintAsync(string html, CancellationToken ct) => Task.FromResult(System.Text.Encoding.UTF8.GetBytes(html));
}

/// <summary>Keeps the mails, and answers as told.</summary>
internal sealed class RecordingTransport(Func<OutgoingMail, Delivery>? answer = null, int connections = 4) : IMailTransport
{
    public ConcurrentQueue<OutgoingMail> Sent { get; } = [];

    public int Connections => connections;

    public double PerSecond => double.PositiveInfinity;

    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var delivery = answer?.Invoke(mail) ?? new Accepted();
        if (delivery is Accepted)
        {
            Sent.Enqueue(mail);
        }
        return Task.FromResult(delivery);
    }
}
