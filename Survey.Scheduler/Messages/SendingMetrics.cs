using Survey.Db.Messages;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Operations;

namespace Survey.Scheduler.Messages;

/// <summary>Reminders are left out: their number tells how many have not answered (rule A3).</summary>
internal sealed class SendingMetrics
{
    /// <summary>Per attempt: from leaving the rate limit to the server's reply.</summary>
    public Buckets Seconds { get; } = new([0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]);

    /// <summary>From the instant a mail was due to the server's acceptance, in seconds.</summary>
    public Buckets Lag { get; } = new([1, 2, 5, 15, 60, 300, 1800, 7200, 43_200]);

    private readonly Dictionary<string, int> _attempts = new[] { "accepted", "deferred", "refused", "unknown", "down" }.ToDictionary(
        outcome => outcome,
        _ => 0
    );

    public IReadOnlyList<(string Outcome, int Count)> Attempts
    {
        get
        {
            lock (_attempts)
            {
                return [.. _attempts.Select(outcome => (outcome.Key, outcome.Value))];
            }
        }
    }

    public void Add(ClaimedMessage message, Delivery delivery, TimeSpan took, DateTimeOffset now)
    {
        if (message.IsReminder)
        {
            return;
        }
        lock (_attempts)
        {
            _attempts[Outcome(delivery)]++;
        }
        Seconds.Add(took.TotalSeconds);
        if (delivery is Accepted)
        {
            Lag.Add(Math.Max(0, (now - message.NotBefore).TotalSeconds));
        }
    }

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
