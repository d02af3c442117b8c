namespace Survey.Db.Csv;

public sealed record ImportCounts(int Added, int Changed, int Unchanged)
{
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public override string ToString() => $"{Added} added, {Changed} changed, {Unchanged} unchanged";
}
