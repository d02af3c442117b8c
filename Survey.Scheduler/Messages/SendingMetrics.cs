using System.Diagnostics.Metrics;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>Reminders are left out: their number tells how many have not answered (rule A3).</summary>
internal sealed class SendingMetrics
{
    private const string Label = "outcome";

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _seconds;
    private readonly Histogram<double> _lag;

    public SendingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(SchedulerCommandLine.ProgramName);
        _attempts = meter.CreateCounter<long>(
            "survey_send_attempts",
            description: "Attempts of this program, reminders aside, by outcome."
        );
        // From leaving the rate limit to the server's reply.
        _seconds = meter.CreateHistogram(
            "survey_send_seconds",
            description: "How long an attempt of this program took, reminders aside.",
            advice: Bounds(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)
        );
        _lag = meter.CreateHistogram(
            "survey_send_lag_seconds",
            description: "Time between a mail being due and its acceptance, reminders aside.",
            advice: Bounds(1, 2, 5, 15, 60, 300, 1800, 7200, 43_200)
        );
        // An outcome that has not happened yet is shown as 0, so that its first time is seen as an increase.
        foreach (var outcome in (string[])["accepted", "deferred", "refused", "unknown", "down"])
        {
            _attempts.Add(0, new KeyValuePair<string, object?>(Label, outcome));
        }
    }

    public void Add(ClaimedMessage message, Delivery delivery, TimeSpan took, DateTimeOffset now)
    {
        if (message.IsUncounted)
        {
            return;
        }
        _attempts.Add(1, new KeyValuePair<string, object?>(Label, Outcome(delivery)));
        _seconds.Record(took.TotalSeconds);
        if (delivery is Accepted)
        {
            _lag.Record(Math.Max(0, (now - message.NotBefore).TotalSeconds));
        }
    }

    private static InstrumentAdvice<double> Bounds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private static string Outcome(Delivery delivery) =>
        delivery switch
        {
            Accepted => "accepted",
            Deferred => "deferred",
            Refused => "refused",
            Unknown => "unknown",
            _ => "down",
        };
}
