namespace Survey.Db.Csv;

public sealed record CsvColumns(IReadOnlyList<string> Required, IReadOnlyList<string> Optional, bool Others = false)
{
    /// <summary>Required columns whose value may be empty. A row may end before them.</summary>
    public IReadOnlyList<string> MayBeEmpty { get; init; } = [];

    /// <summary>Invisible letters in these columns are removed by the reader, not refused.</summary>
    public IReadOnlyList<string> FreeText { get; init; } = [];

    public override string ToString() => string.Join(',', Required);

    internal bool Check(IReadOnlyList<string> header, Dictionary<string, int> places, Problems problems, int line)
    {
        var before = problems.Count;
        for (var index = 0; index < header.Count; index++)
        {
            if (header[index].Length == 0)
            {
                continue;
            }
            if (!IsKnown(header[index]))
            {
                problems.Add(line, header[index], new("problems.csv.unknownColumn", Required.Concat(Optional)));
            }
            else if (!places.TryAdd(header[index], index))
            {
                problems.Add(line, header[index], new("problems.csv.columnTwice"));
            }
        }
        foreach (var name in Required.Where(name => !places.ContainsKey(name)))
        {
            problems.Add(line, name, new("problems.csv.columnMissing"));
        }
        return problems.Count == before;
    }

    internal bool MayEndBefore(string name) => !Has(Required, name) || Has(MayBeEmpty, name);

    internal bool IsFreeText(string name) => Has(FreeText, name);

    private bool IsKnown(string name) => Others || Has(Required, name) || Has(Optional, name);

    private static bool Has(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
