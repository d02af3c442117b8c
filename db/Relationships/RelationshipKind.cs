namespace Survey.Db.Relationships;

public enum RelationshipKind
{
    TeamToTeam,
    DepartmentToEmployee,

    /// <summary>A team rates itself.</summary>
    WithinTeam,
    Partner,
}
