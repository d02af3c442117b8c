using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Db.Responses;

/// <summary>Digest of rows in any order: the sum of the rows' SHA-256. Needs no storage and no sorting.</summary>
internal sealed class ContentDigest
{
    private readonly ulong[] _sum = new ulong[4];

    public int Rows { get; private set; }

    /// <summary>Null and empty are equal; the position counts.</summary>
    public void Add(params ReadOnlySpan<string?> fields)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', fields)));
        for (var index = 0; index < _sum.Length; index++)
        {
            unchecked
            {
                _sum[index] += BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(index * 8));
            }
        }
        Rows++;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rows}-{_sum[0]:x16}{_sum[1]:x16}{_sum[2]:x16}{_sum[3]:x16}");
}
