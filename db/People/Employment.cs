namespace Survey.Db.People;

public static class Employment
{
    public static readonly IReadOnlyList<string> Kinds = ["permanent", "temporary", "contractor", "partner"];
}
