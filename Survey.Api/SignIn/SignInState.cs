namespace Survey.Api.SignIn;

public enum SignInState
{
    Asking,
    Mistyped,

    /// <summary>A link was sent if the address has a role; the page does not tell whether it has one.</summary>
    Sent,

    Button,

    /// <summary>The link was asked for in another browser: the address has to be entered.</summary>
    OtherBrowser,

    /// <summary>The entered address is not the one to which the link was sent.</summary>
    WrongAddress,

    /// <summary>The link was used before or is too old.</summary>
    Expired,
}
