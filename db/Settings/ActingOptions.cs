namespace Survey.Db.Settings;

public sealed class ActingOptions
{
    /// <summary>A lead releases "you said, we did" without HR.</summary>
    public bool LeadReleases { get; set; }
}
