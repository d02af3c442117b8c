using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Db.Tokens;

public enum TokenPurpose
{
    Respond,
    SignIn,
    Session,
}

/// <summary>Makes tokens from ids: HMAC-SHA-256, 128 bits kept (rule B3). A wrong token is refused without a query.</summary>
public sealed class TokenKey
{
    private const int IdBytes = 16;
    private const int MacBytes = 16;

    private readonly byte[][] _keys;

    /// <param name="setting">Base64, 32 bytes or more; <c>new,old</c> while rotating: the first signs, all are accepted.</param>
    public TokenKey(string? setting)
    {
        var parts = (setting ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _keys = [.. parts.Select(Decode)];
        if (_keys.Length == 0 || _keys.Any(key => key.Length < 32))
        {
            throw new FormatException("Site:TokenKey must be base64 of 32 random bytes or more; 'openssl rand -base64 32' makes one.");
        }
    }

    /// <summary>43 characters, safe in a URL.</summary>
    public string Make(TokenPurpose purpose, Guid id)
    {
        Span<byte> token = stackalloc byte[IdBytes + MacBytes];
        id.TryWriteBytes(token, bigEndian: true, out _);
        Mac(_keys[0], purpose, token[..IdBytes], token[IdBytes..]);
        return Base64Url.EncodeToString(token);
    }

    public Guid? Read(TokenPurpose purpose, string token)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + MacBytes];
        if (
            token.Length != 43
            || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done
            || written != bytes.Length
        )
        {
            return null;
        }
        Span<byte> mac = stackalloc byte[MacBytes];
        foreach (var key in _keys)
        {
            Mac(key, purpose, bytes[..IdBytes], mac);
            if (CryptographicOperations.FixedTimeEquals(mac, bytes[IdBytes..]))
            {
                return new Guid(bytes[..IdBytes], bigEndian: true);
            }
        }
        return null;
    }

    private static void Mac(byte[] key, TokenPurpose purpose, ReadOnlySpan<byte> id, Span<byte> mac)
    {
        Span<byte> input = stackalloc byte[IdBytes + 8];
        input.Clear();
        id.CopyTo(input);
        Encoding.ASCII.GetBytes(purpose.ToString(), input[IdBytes..]);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, input, full);
        full[..MacBytes].CopyTo(mac);
    }

    private static byte[] Decode(string part)
    {
        var bytes = new byte[part.Length];
        return Convert.TryFromBase64String(part, bytes, out var written) ? bytes[..written] : [];
    }
}
