namespace Survey.Db.Csv;

public sealed record ImportCounts(int Added, int Changed, int Unchanged)
{
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    public override string ToString() => $"{Added} added, {Changed} changed, {Unchanged} unchanged";
}
