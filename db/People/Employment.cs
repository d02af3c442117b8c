namespace Survey.Db.People;

/// <summary>In the order of the reports.</summary>
public enum Employment
{
    Permanent,
    Temporary,
    Contractor,
    Partner,
}
