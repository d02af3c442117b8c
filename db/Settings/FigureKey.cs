using System.Security.Cryptography;
using System.Text;

namespace Survey.Db.Settings;

/// <summary>The secret key of blurring (rule A6), outside the database. Another key changes all figures and breaks all trends.</summary>
public sealed class FigureKey
{
    private const int MaxNumbers = HMACSHA256.HashSizeInBytes / sizeof(ushort);

    private readonly byte[] _key;

    /// <exception cref="SettingException">The setting is not base64 of 32 bytes.</exception>
    public FigureKey(string? setting) =>
        _key = Read(setting)
            ?? throw new SettingException(
                "Privacy:FigureKey must be base64 of 32 random bytes; 'openssl rand -base64 32' makes one. "
                    + "Keep it for ever: every published figure depends on it."
            );

    /// <summary>Identifies the key without revealing it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(_key, "fingerprint"u8))[..16];

    /// <summary>Up to 16 uniform integers from -most to most, the same for the same key and purpose. Purposes are independent.</summary>
    public int[] Draw(string purpose, int count, int most = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxNumbers);
        var hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(purpose));
        return [.. Enumerable.Range(0, count).Select(index => BitConverter.ToUInt16(hash, index * sizeof(ushort)) % (2 * most + 1) - most)];
    }

    private static byte[]? Read(string? setting)
    {
        var key = new byte[32];
        return setting is { Length: 44 } && Convert.TryFromBase64String(setting, key, out var written) && written == key.Length
            ? key
            : null;
    }
}
