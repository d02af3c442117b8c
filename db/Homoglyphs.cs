using System.Text;
using Survey.Db.Languages;

namespace Survey.Db;

/// <summary>Finds non-Latin letters that look like Latin ones, by which an address can imitate another.</summary>
internal static class Homoglyphs
{
    private const string Letters =
        "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04BB\u0501\u051B\u051D\u0410\u0412\u0415\u041A\u041C\u041D\u041E"
        + "\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408\u04BA\u0391\u0392\u0395\u0396\u0397"
        + "\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03BF\u03BD\u03B1\u03F2\u03F3\u0585\u057D\u0578";

    /// <summary>Null: none. Addresses entirely in another alphabet are allowed.</summary>
    public static Sentence? Problem(string address)
    {
        if (PlainText.IsAscii(address))
        {
            return null;
        }
        foreach (var part in address.Normalize().Split('@'))
        {
            var other = part.EnumerateRunes().Any(rune => Rune.IsLetter(rune) && !IsLatin(rune) && !IsLookAlike(rune));
            foreach (var word in Words(part))
            {
                if (word.Any(IsLookAlike) && (!other || word.Any(IsLatin)))
                {
                    return LookAlike(word.First(IsLookAlike));
                }
            }
        }
        return address.Normalize().EnumerateRunes().Where(IsVariant).Select(LookAlike).FirstOrDefault();
    }

    private static Sentence LookAlike(Rune rune) => new("problems.homoglyph", rune, rune.Value);

    private static IEnumerable<List<Rune>> Words(string part)
    {
        var word = new List<Rune>();
        foreach (var rune in part.EnumerateRunes().Append(new Rune('.')))
        {
            if (Rune.IsLetter(rune))
            {
                word.Add(rune);
            }
            else if (word.Count > 0)
            {
                yield return word;
                word = [];
            }
        }
    }

    /// <summary>Compatibility variants, such as full-width letters.</summary>
    private static bool IsVariant(Rune rune) => rune.ToString() is var text && text.Normalize(NormalizationForm.FormKC) != text;

    private static bool IsLatin(Rune rune) => Rune.IsLetter(rune) && rune.Value is < 0x0250 or (>= 0x1E00 and < 0x1F00);

    private static bool IsLookAlike(Rune rune) => rune.IsBmp && Letters.Contains((char)rune.Value);
}
