using System.Security.Cryptography;
using System.Text;

namespace Survey.Api.Respond;

/// <summary>Under which name a browser keeps the draft of an invitation: it does not give the token away.</summary>
internal static class DraftName
{
    public static string Of(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 12));
}
