using System.Globalization;
using System.Net.Mail;
using System.Text;
using Survey.Db.Languages;

namespace Survey.Db;

public static class EmailAddress
{
    private const int Longest = 254;

    private static readonly IdnMapping Domains = new();

    public static Sentence? Problem(string value) =>
        value.Length > Longest
            ? new Sentence("problems.tooLong", Longest)
            : PlainText.ProblemWithoutJoiners(value)
                ?? Homoglyphs.Problem(value)
                ?? (IsPlain(value.Normalize()) ? null : new Sentence("problems.email", Codes.Shorten(value)));

    /// <summary>Canonical form: NFC, and the domain in Unicode instead of Punycode.</summary>
    public static string Normalize(string value)
    {
        var composed = value.Normalize();
        var domain = composed.LastIndexOf('@') + 1;
        return Punycode(composed) is { } coded ? composed[..domain] + Domains.GetUnicode(coded[domain..]) : composed;
    }

    /// <summary>The address with an ASCII domain; null: the same as <see cref="Normalize"/>.</summary>
    public static string? Punycode(string value)
    {
        var domain = value.LastIndexOf('@') + 1;
        if (domain == 0 || Ascii.IsValid(value.AsSpan(domain)) && !value[domain..].Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        try
        {
            return value[..domain] + Domains.GetAscii(value[domain..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // MailAddress also accepts "x y@example.org" and returns y@example.org, so the result must equal the input.
    private static bool IsPlain(string value) =>
        MailAddress.TryCreate(value, out var address)
        && address.Address == value
        && !value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '[' or '<' or '>' or ',' or ';')
        && !value.StartsWith('.')
        && !value.Contains(".@", StringComparison.Ordinal)
        && !address.Host.StartsWith('-')
        && !address.Host.EndsWith('.');
}
