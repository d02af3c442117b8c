namespace Survey.Api.SignIn;

/// <summary>What the sign-in page says.</summary>
public enum SignInState
{
    Asking,
    Mistyped,

    /// <summary>A link was sent if the address has a role; the page does not tell whether it has one.</summary>
    Sent,

    Button,

    /// <summary>The link was asked for in another browser: the address has to be entered.</summary>
    Elsewhere,

    /// <summary>Another address was entered than the link was sent to.</summary>
    WrongAddress,

    /// <summary>The link was used before or is too old.</summary>
    Over,
}
