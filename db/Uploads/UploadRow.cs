namespace Survey.Db.Uploads;

/// <param name="Line">On which the row begins in the file.</param>
/// <param name="Cells">Trimmed.</param>
internal sealed record UploadRow(int Line, IReadOnlyList<string> Cells)
{
    public bool IsEmpty => Cells.All(cell => cell.Length == 0);

    public string this[int index] => index < Cells.Count ? Cells[index] : "";

    /// <summary>Columns up to the last one that has a value.</summary>
    public int Width
    {
        get
        {
            var width = Cells.Count;
            while (width > 0 && Cells[width - 1].Length == 0)
            {
                width--;
            }
            return width;
        }
    }
}
