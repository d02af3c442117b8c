using System.Collections.Concurrent;

namespace Survey.Scheduler.Mail;

/// <summary>Open sessions that nobody uses at the moment.</summary>
internal sealed class RestingSessions(TimeProvider time) : IDisposable
{
    /// <summary>Servers close an idle connection after minutes; a shorter rest leaves no doubt.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(15);

    private readonly ConcurrentStack<(SmtpSession Session, long Since)> _resting = new();

    public void Add(SmtpSession session) => _resting.Push((session, time.GetTimestamp()));

    /// <returns>Null: none is open.</returns>
    public SmtpSession? Take()
    {
        while (_resting.TryPop(out var rested))
        {
            if (time.GetElapsedTime(rested.Since) < LongestRest)
            {
                return rested.Session;
            }
            rested.Session.Dispose();
        }
        return null;
    }

    public void Dispose()
    {
        while (_resting.TryPop(out var rested))
        {
            rested.Session.Dispose();
        }
    }
}
