namespace Survey.Db.Viewers;

/// <summary>Somebody who is signed in, with everything that decides what they may see. Built afresh for each request.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="LedUnitIds">Every unit the person leads and every unit below those.</param>
public sealed record Viewer(string Email, bool IsHr, bool IsAdmin, IReadOnlySet<long> LedUnitIds)
{
    public bool HasAnyRole => IsHr || IsAdmin || LedUnitIds.Count > 0;

    /// <summary>HR sees every published result; a lead sees those of which the provider or the customer is a led unit.</summary>
    public bool MaySeePair(long? providerUnitId, long? customerUnitId) => IsHr || Leads(providerUnitId) || Leads(customerUnitId);

    /// <summary>What a unit gives and gets is for HR, for its lead and for those above.</summary>
    public bool MaySeeUnit(long unitId) => IsHr || Leads(unitId);

    /// <summary>Comments are for the provider's lead and HR.</summary>
    public bool MaySeeComments(long providerUnitId) => IsHr || Leads(providerUnitId);

    private bool Leads(long? unitId) => unitId is { } id && LedUnitIds.Contains(id);
}
