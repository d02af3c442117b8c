using Npgsql;
using Survey.Db.Csv;
using Survey.Db.People;

namespace Survey.Db.Uploads;

/// <summary>A file that waits for confirmation.</summary>
public sealed record StoredUpload
{
    public required Guid Id { get; init; }
    public required UploadKind Kind { get; init; }
    public required string FileName { get; init; }
    public required string UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>See <see cref="UploadContent"/>.</summary>
    public required byte[] Content { get; init; }

    public required int HeaderLine { get; init; }
    public required string[] Headings { get; init; }
    public required int RowCount { get; init; }

    /// <summary>Per heading; empty: the column is not read.</summary>
    public required string[] Fields { get; init; }

    /// <summary>Values of fields without a column, or of empty cells: "language=fi".</summary>
    public string[] Defaults { get; init; } = [];

    /// <summary>The file lists all people: those who are not in it leave.</summary>
    public required bool IsWhole { get; init; }

    public NamesakePolicy Namesakes { get; init; }

    private const int LongestFileName = 100;
    private const int ShownRows = 3;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>The one choice among <see cref="Defaults"/> that is no field: units that only a list of people names are made.</summary>
    public const string NewUnits = "new_units";

    public bool AddsUnits => Kind == UploadKind.People && Default(NewUnits).Length > 0;

    /// <summary>Fields that neither a column nor a default gives.</summary>
    public IReadOnlyList<string> Missing =>
        [
            .. UploadFields
                .Of(Kind)
                .Required.Where(column => UploadFields.IsNeeded(Kind, column) && !Fields.Contains(column) && Default(column).Length == 0),
        ];

    public string Default(string column) =>
        Defaults.FirstOrDefault(given => given.StartsWith(column + "=", StringComparison.Ordinal))?[(column.Length + 1)..] ?? "";

    /// <summary>For the page on which columns are assigned to fields.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FirstRows() =>
        [
            .. UploadContent
                .Read(this)
                .Take(ShownRows)
                .Select(row => Fields.Select((field, index) => UploadValues.Shown(field, row[index])).ToList()),
        ];

    /// <summary>Columns of the import. Index of the heading; null: the file has no such column.</summary>
    internal IReadOnlyList<(string Field, int? Index)> Columns =>
        [
            .. Fields.Index().Where(column => column.Item.Length > 0).Select(column => (column.Item, (int?)column.Index)),
            .. UploadFields.Of(Kind).Required.Except(Fields).Select(column => (column, (int?)null)),
        ];

    /// <exception cref="RefusedException">The file has no table, or rows that are no rows.</exception>
    public static async Task<StoredUpload> StoreAsync(
        NpgsqlConnection connection,
        UploadKind kind,
        Stream file,
        string fileName,
        bool isWhole,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await DeleteOldAsync(connection, now, ct);
        var remembered = await UploadHeadings.LoadAsync(connection, kind, ct);
        var problems = new Problems();
        var table = UploadReader.Open(
            file,
            headings => UploadFields.Recognise(kind, headings, remembered).Count(UploadFields.All(kind).Contains),
            problems
        );
        var (content, rows) = UploadContent.Pack(table, problems);
        problems.ThrowIfAny();
        if (rows == 0)
        {
            throw new RefusedException(new("problems.upload.noRows"), "file");
        }
        var upload = new StoredUpload
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            FileName = fileName.Length > LongestFileName ? fileName[..LongestFileName] : fileName,
            UploadedBy = actor,
            UploadedAt = now,
            Content = content,
            HeaderLine = table.HeaderLine,
            Headings = [.. table.Headings],
            RowCount = rows,
            Fields = UploadFields.Recognise(kind, table.Headings, remembered),
            IsWhole = isWhole,
        };
        await upload.InsertAsync(connection, ct);
        return upload;
    }

    public static Task<StoredUpload?> FindAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<StoredUpload>(
            """
            select id, kind, file_name, uploaded_by, uploaded_at, content, header_line, headings, row_count, fields, defaults, is_whole,
                   namesakes
            from upload
            where id = @id and uploaded_at > @oldest
            """,
            new { id, oldest = now - KeptFor },
            ct
        );

    /// <summary>Stores what was chosen about the file.</summary>
    public Task SaveChoicesAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            update upload set fields = @Fields, defaults = @Defaults, is_whole = @IsWhole, namesakes = @namesakes where id = @Id
            """,
            new
            {
                Fields,
                Defaults,
                IsWhole,
                namesakes = Namesakes.Text(),
                Id,
            },
            ct
        );

    public Task<int> DeleteAsync(NpgsqlConnection connection, CancellationToken ct) => DeleteAsync(connection, "id = @Id", new { Id }, ct);

    private static Task<int> DeleteOldAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        DeleteAsync(connection, "uploaded_at <= @oldest", new { oldest = now - KeptFor }, ct);

    /// <summary>Also from the table's files: a history has answers and comments of one person in one row (rule A4).</summary>
    private static async Task<int> DeleteAsync(NpgsqlConnection connection, string which, object values, CancellationToken ct)
    {
        var count = await connection.RunAsync($"delete from upload where {which}", values, ct);
        if (count > 0)
        {
            await TableRewrite.RetypeAsync(connection, "upload", "uploaded_at", "timestamptz", ct);
        }
        return count;
    }

    public static Task<int> DeleteOldAsync(Database database, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(connection => DeleteOldAsync(connection, now, ct), ct);

    private Task<int> InsertAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into upload (id, kind, file_name, uploaded_by, uploaded_at, content, header_line, headings, row_count, fields, defaults,
                                is_whole, namesakes)
            values (@Id, @kind, @FileName, @UploadedBy, @UploadedAt, @Content, @HeaderLine, @Headings, @RowCount, @Fields, @Defaults,
                    @IsWhole, @namesakes)
            """,
            new
            {
                Id,
                kind = Kind.Text(),
                FileName,
                UploadedBy,
                UploadedAt,
                Content,
                HeaderLine,
                Headings,
                RowCount,
                Fields,
                Defaults,
                IsWhole,
                namesakes = Namesakes.Text(),
            },
            ct
        );
}
