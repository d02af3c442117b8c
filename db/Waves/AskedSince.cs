namespace Survey.Db.Waves;

/// <summary>
/// The period that a wave asks a relationship about begins on the day on which its wave before opened, at most 12 months back; the first
/// time three months before opening (rule D10). Imported history was asked about something else.
/// </summary>
internal static class AskedSince
{
    /// <summary>SQL beside a row of relationship. @day: of the opening; @zone: in whose time zone days are.</summary>
    public const string Column = """
        (select case when max(wave.opened_at) is null then (@day::date - interval '3 months')::date
                     else greatest((max(wave.opened_at) at time zone known_zone(@zone))::date,
                                   (@day::date - interval '12 months')::date) end
         from wave_relationship as asked join wave on wave.id = asked.wave_id
         where asked.relationship_id = relationship.id and asked.not_asked is null and wave.import_digest is null)
        """;
}
