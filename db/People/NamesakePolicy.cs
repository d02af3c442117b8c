namespace Survey.Db.People;

/// <summary>A new row has the name and unit of a person missing in the file. The same person must keep opt-out and quiet days.</summary>
public enum NamesakePolicy
{
    /// <summary>Not decided: the file is refused.</summary>
    Unknown,

    Same,

    New,
}
