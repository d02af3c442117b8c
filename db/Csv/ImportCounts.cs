namespace Survey.Db.Csv;

/// <summary>What an import did with the rows of a file.</summary>
public sealed record ImportCounts(int Added, int Changed, int Unchanged)
{
    public override string ToString() => $"{Added} added, {Changed} changed, {Unchanged} unchanged";
}
