using Survey.Db.Csv;
using Survey.Db.Responses;
using Survey.Db.Waves;

namespace Survey.Db.History;

internal sealed class HistoryWave(string code, int line, DateOnly closedOn)
{
    private readonly Dictionary<long, Part> _parts = [];

    public string Code => code;

    public int Line => line;

    public DateOnly ClosedOn => closedOn;

    public ContentDigest Digest { get; } = new();

    public IReadOnlyDictionary<long, Part> Parts => _parts;

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
                new("problems.response.otherCustomers", (object?)customers ?? "", (object?)part.Customers ?? "", part.Line)
            );
        }
        part.Rows++;
    }

    /// <param name="customers">Null: unknown.</param>
    internal sealed class Part(int line, int? customers)
    {
        public int Line => line;

        public int? Customers => customers;

        public int Rows { get; set; }
    }
}
