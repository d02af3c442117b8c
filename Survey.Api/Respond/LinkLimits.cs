using Survey.Api.Shared;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>
/// How often the links of e-mails may be tried. A right token is limited by itself, and only where it writes; a wrong one by the network
/// it comes from. So a whole office behind one address answers undisturbed, even beside somebody who tries out tokens there.
/// </summary>
internal sealed class LinkLimits(TokenKey key, TimeProvider time)
{
    private readonly Throttle _tokens = new(burst: 100, TimeSpan.FromSeconds(1), time);
    private readonly Throttle _strangers = new(burst: 300, TimeSpan.FromMilliseconds(200), time);

    /// <returns>False: answer 429; how long to wait has been put into the response's header.</returns>
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
