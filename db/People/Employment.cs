namespace Survey.Db.People;

/// <summary>The kinds of employment, as files and tables write them.</summary>
public static class Employment
{
    public static readonly IReadOnlyList<string> Kinds = ["permanent", "temporary", "contractor", "partner"];
}
