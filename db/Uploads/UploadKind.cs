namespace Survey.Db.Uploads;

/// <summary>What a file has rows of.</summary>
public enum UploadKind
{
    People,
    Units,
    Relationships,
    Holidays,
    Responses,
}
