using Survey.Api.Limits;
using Survey.Api.Shared;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>
/// Limits on the links of e-mails. A valid token is limited by itself, and only for writing; an invalid one by its client network. So an
/// office behind one address is not disturbed by somebody who tries out tokens there.
/// </summary>
internal sealed class LinkLimits(TokenKey key, TimeProvider time)
{
    private readonly Throttle _tokens = new(burst: 100, TimeSpan.FromSeconds(1), time);
    private readonly Throttle _strangers = new(burst: 300, TimeSpan.FromMilliseconds(200), time);

    /// <returns>False: answer 429; the header Retry-After is set.</returns>
    public bool Allows(HttpContext context, string token)
    {
        TimeSpan? wait;
        if (key.Read(TokenPurpose.Respond, token) is not { } invitation)
        {
            wait = _strangers.Take(ClientNetwork.Of(context.Connection.RemoteIpAddress));
        }
        else
        {
            wait = HttpMethods.IsPost(context.Request.Method) ? _tokens.Take(invitation.ToByteArray()) : null;
        }
        if (wait is { } time)
        {
            RetryAfter.Set(context.Response, time);
        }
        return wait is null;
    }
}
