using Survey.Db.Languages;

namespace Survey.Api.Respond;

/// <summary>
/// Languages of people who opened their link lately, for pages that must work without the database. The memory is fixed: an invitation has
/// a slot in a table, which the next invitation with the same slot overwrites.
/// </summary>
internal sealed class KnownLanguages
{
    private const int Slots = 1 << 16;
    private const int LanguageBits = 3;

    /// <summary>High bits: of the invitation's random id. Low bits: index of the language, from 1.</summary>
    private readonly long[] _slots = new long[Slots];

    public void Keep(Guid invitation, string language)
    {
        var id = IdOf(invitation);
        for (var number = 0; number < Language.Codes.Count; number++)
        {
            if (Language.Codes[number] == language)
            {
                Volatile.Write(ref _slots[SlotOf(id)], id << LanguageBits | (uint)(number + 1));
            }
        }
    }

    public string? Of(Guid invitation)
    {
        var id = IdOf(invitation);
        var kept = Volatile.Read(ref _slots[SlotOf(id)]);
        return kept != 0 && kept >> LanguageBits == id << LanguageBits >> LanguageBits
            ? Language.Codes[(int)(kept & (1 << LanguageBits) - 1) - 1]
            : null;
    }

    private static long IdOf(Guid invitation) => BitConverter.ToInt64(invitation.ToByteArray().AsSpan(8));

    private static int SlotOf(long id) => (int)(id >>> 8) & (Slots - 1);
}
