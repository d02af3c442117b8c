namespace Survey.Db.Viewers;

/// <param name="Email">In lower case.</param>
/// <param name="LedUnitIds">Led units and all units below them.</param>
public sealed record Viewer(string Email, bool IsHr, bool IsAdmin, IReadOnlySet<long> LedUnitIds)
{
    public bool HasAnyRole => IsHr || IsAdmin || LedUnitIds.Count > 0;

    public bool MaySeePair(long? providerUnitId, long? customerUnitId) => IsHr || Leads(providerUnitId) || Leads(customerUnitId);

    public bool MaySeeUnit(long unitId) => IsHr || Leads(unitId);

    public bool MaySeeComments(long providerUnitId) => IsHr || Leads(providerUnitId);

    private bool Leads(long? unitId) => unitId is { } id && LedUnitIds.Contains(id);
}
