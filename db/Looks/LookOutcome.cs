namespace Survey.Db.Looks;

/// <summary>What came of a look.</summary>
public enum LookOutcome
{
    NothingToDo,
    Case,
}
