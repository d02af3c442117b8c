namespace Survey.Scheduler.Bounces;

internal sealed class ReturnedMails(BounceMaildir maildir, BounceImap mailbox)
{
    /// <param name="withMailbox">False: <see cref="BounceImapWatch"/> reads the mailbox.</param>
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
