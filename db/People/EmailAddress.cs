using System.Net.Mail;

namespace Survey.Db.People;

/// <summary>E-mail addresses as people type them.</summary>
public static class EmailAddress
{
    /// <returns>Null when <paramref name="value"/> is one plain address, else what is wrong with it.</returns>
    public static string? Problem(string value) =>
        value.Length > 254 ? "is longer than 254 characters"
        : IsPlain(value) ? null
        : $"'{Codes.Shorten(value)}' is not an e-mail address";

    // MailAddress also accepts "x y@example.org" and takes y@example.org out of it; so what it found must be all there was.
    private static bool IsPlain(string value) =>
        MailAddress.TryCreate(value, out var address) && address.Address == value
        && !value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '[' or '<' or '>' or ',' or ';')
        && !value.StartsWith('.') && !value.Contains(".@", StringComparison.Ordinal)
        && !address.Host.StartsWith('-') && !address.Host.EndsWith('.');
}
