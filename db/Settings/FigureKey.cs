using System.Security.Cryptography;
using System.Text;

namespace Survey.Db.Settings;

/// <summary>
/// The secret from which the moves of every published figure follow. It stays outside the database and is never changed: with another key
/// the
/// same answers give other figures, which is a break in every trend.
/// </summary>
public sealed class FigureKey
{
    /// <summary>Two bytes of a hash decide one move.</summary>
    private const int MostMoves = HMACSHA256.HashSizeInBytes / sizeof(ushort);

    private readonly byte[] _key;

    /// <param name="setting">Base64 of 32 bytes.</param>
    /// <exception cref="SettingException">The setting is not that.</exception>
    public FigureKey(string? setting) =>
        _key = Read(setting)
            ?? throw new SettingException(
                "Privacy:FigureKey must be base64 of 32 random bytes; 'openssl rand -base64 32' makes one. "
                    + "Keep it for ever: every published figure depends on it."
            );

    /// <summary>Tells two keys apart and says nothing about them.</summary>
    public string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(_key, "fingerprint"u8))[..16];

    /// <summary>Uniform whole numbers, always the same for the same key and purpose.</summary>
    /// <param name="purpose">Names the draw; another purpose gives independent numbers.</param>
    /// <param name="count">How many, at most 16.</param>
    /// <param name="most">Each is between -<paramref name="most"/> and <paramref name="most"/>.</param>
    public int[] Draw(string purpose, int count, int most = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostMoves);
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
