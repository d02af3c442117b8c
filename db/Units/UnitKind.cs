namespace Survey.Db.Units;

public enum UnitKind
{
    Department,
    Team,
    Partner,
}
