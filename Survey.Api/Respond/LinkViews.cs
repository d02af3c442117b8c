namespace Survey.Api.Respond;

/// <param name="Notice">Its texts are respond.{notice}.title, .text and .more.</param>
/// <param name="Draft">See <see cref="DraftName"/>; null: there can be none.</param>
/// <param name="Closes">When the wave closes, for texts that name it.</param>
/// <param name="Results">The day on which the results are there.</param>
/// <param name="After">Mark for what follows the texts.</param>
public sealed record NoticeView(string Notice, string? Token, string? Draft, string Closes = "", string Results = "", string? After = null)
{
    /// <summary>HR tries the form.</summary>
    public bool IsTrial { get; init; }
}

/// <param name="Reason">Selects the texts respond.{reason}.title, .text and .more.</param>
/// <param name="Address">Of this page, to which the form is sent again.</param>
/// <param name="Sent">The sent form, or null.</param>
public sealed record LaterView(string Reason, string Address, IFormCollection? Sent);
