namespace Survey.Db.Waves;

/// <summary>An active person, when a wave opens.</summary>
/// <param name="Email">In lower case; empty: none.</param>
/// <param name="LeftOut">One of <see cref="Waves.LeftOut"/>; null: may be asked.</param>
public sealed record OpeningPerson(long Id, long UnitId, string Employment, string Language, string Email, string? LeftOut);
