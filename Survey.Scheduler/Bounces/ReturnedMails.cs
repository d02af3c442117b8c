namespace Survey.Scheduler.Bounces;

/// <summary>Every place that mails come back to.</summary>
internal sealed class ReturnedMails(BounceMaildir maildir, BounceImap mailbox)
{
    /// <param name="withMailbox">False: a <see cref="BounceImapWatch"/> reads the mailbox.</param>
    /// <returns>How many bounces there were.</returns>
    public async Task<int> ReadNewAsync(DateTimeOffset now, bool withMailbox, CancellationToken ct)
    {
        var bounces = 0;
        try
        {
            bounces += await maildir.ReadNewAsync(now, ct);
        }
        finally
        {
            bounces += withMailbox ? await mailbox.ReadNewAsync(now, ct) : 0;
        }
        return bounces;
    }
}
