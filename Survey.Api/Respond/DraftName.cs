using System.Security.Cryptography;
using System.Text;

namespace Survey.Api.Respond;

/// <summary>Key of an invitation's draft in the browser. The key does not reveal the token.</summary>
internal static class DraftName
{
    public static string Of(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 12));
}
