using Survey.Db.Csv;

namespace Survey.Db.Responses;

/// <summary>What the rows of one wave value have in common.</summary>
internal sealed class HistoryWave(string code, int line, DateOnly closedOn)
{
    private readonly Dictionary<long, Part> _parts = [];

    public string Code => code;

    /// <summary>Where the file mentions it first.</summary>
    public int Line => line;

    public DateOnly ClosedOn => closedOn;

    public ContentDigest Digest { get; } = new();

    public IReadOnlyDictionary<long, Part> Parts => _parts;

    /// <summary>Counts a row of a relationship; its number of customers must be that of the relationship's other rows.</summary>
    public void Add(CsvFile file, long relationshipId, int? customers)
    {
        if (!_parts.TryGetValue(relationshipId, out var part))
        {
            _parts[relationshipId] = part = new Part(file.Line, customers);
        }
        else if (part.Customers != customers)
        {
            file.Problem(
                "customers",
                $"'{customers}' differs from '{part.Customers}' on line {part.Line} for the same wave and relationship"
            );
        }
        part.Rows++;
    }

    /// <summary>The rows of a relationship.</summary>
    /// <param name="customers">How many there were; null: unknown.</param>
    internal sealed class Part(int line, int? customers)
    {
        public int Line => line;

        public int? Customers => customers;

        public int Rows { get; set; }
    }
}
