namespace Survey.Scheduler.Bounces;

/// <summary>Every place that mails come back to.</summary>
internal sealed class ReturnedMails(BounceMaildir maildir, BounceImap mailbox)
{
    /// <param name="withMailbox">False: a <see cref="BounceImapWatch"/> reads the mailbox.</param>
    /// <returns>How many bounces there were.</returns>
    public async Task<int> ReadNewAsync(DateTimeOffset now, bool withMailbox, CancellationToken ct)
    {
        var fromMailbox = 0;
        var fromMaildir = 0;
        try
        {
            fromMaildir = await maildir.ReadNewAsync(now, ct);
        }
        finally
        {
            fromMailbox = withMailbox ? await mailbox.ReadNewAsync(now, ct) : 0;
        }
        return fromMaildir + fromMailbox;
    }
}
