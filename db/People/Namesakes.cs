namespace Survey.Db.People;

/// <summary>
/// What a new row of the people file is that has the name and unit of somebody whom the file no longer has: most often the same person with
/// another address, who must keep opt-out and quiet days.
/// </summary>
public enum Namesakes
{
    /// <summary>Nobody has said: the file is refused.</summary>
    Unknown,

    /// <summary>The same person.</summary>
    Same,

    /// <summary>Somebody else.</summary>
    New,
}
