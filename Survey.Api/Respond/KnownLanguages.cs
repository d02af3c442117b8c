using Survey.Db.Languages;

namespace Survey.Api.Respond;

/// <summary>
/// In which languages people were invited who opened their link lately, for pages that must do without the database. Memory is fixed:
/// an invitation is a place in a table, which the next one of the same place takes over.
/// </summary>
internal sealed class KnownLanguages
{
    private const int Places = 1 << 16;
    private const int LanguageBits = 3;

    /// <summary>The number of a language, from 1, below the higher bits of a random id.</summary>
    private readonly long[] _places = new long[Places];

    public void Keep(Guid invitation, string language)
    {
        var id = IdOf(invitation);
        for (var number = 0; number < Language.Codes.Count; number++)
        {
            if (Language.Codes[number] == language)
            {
                Volatile.Write(ref _places[PlaceOf(id)], id << LanguageBits | (uint)(number + 1));
            }
        }
    }

    /// <returns>Null: not known.</returns>
    public string? Of(Guid invitation)
    {
        var id = IdOf(invitation);
        var kept = Volatile.Read(ref _places[PlaceOf(id)]);
        return kept != 0 && kept >> LanguageBits == id << LanguageBits >> LanguageBits
            ? Language.Codes[(int)(kept & (1 << LanguageBits) - 1) - 1]
            : null;
    }

    private static long IdOf(Guid invitation) => BitConverter.ToInt64(invitation.ToByteArray().AsSpan(8));

    private static int PlaceOf(long id) => (int)(id >>> 8) & (Places - 1);
}
