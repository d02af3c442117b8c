using Survey.Db.People;

namespace Survey.Db.Waves;

/// <summary>An active person when a wave opens. Email is in lower case, or empty.</summary>
/// <param name="LeftOut">One of <see cref="Waves.LeftOut"/>; null: may be asked.</param>
public sealed record OpeningPerson(long Id, long UnitId, Employment Employment, string Language, string Email, string? LeftOut);
