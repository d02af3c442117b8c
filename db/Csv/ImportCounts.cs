namespace Survey.Db.Csv;

/// <summary>What an import did with the rows of a file.</summary>
public sealed record ImportCounts(int Added, int Changed, int Unchanged)
{
    /// <summary>Sentences about what may be wrong with the file, the first hundred by line.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public override string ToString() => $"{Added} added, {Changed} changed, {Unchanged} unchanged";
}
