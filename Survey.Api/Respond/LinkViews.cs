using Survey.Db.Settings;

namespace Survey.Api.Respond;

/// <param name="Notice">Its texts are respond.{notice}.title, .text and .more.</param>
/// <param name="Draft">See <see cref="DraftName"/>; null: there can be none.</param>
/// <param name="Closes">The day on which the wave closes, for texts that name it.</param>
public sealed record NoticeView(string Notice, string? Token, string? Draft, string Closes = "");

/// <param name="Reason">Selects the texts respond.{reason}.title, .text and .more.</param>
/// <param name="Address">Of this page, to which the form is sent again.</param>
/// <param name="Sent">The sent form, or null.</param>
public sealed record LaterView(string Reason, string Address, IFormCollection? Sent);

public sealed record PrivacyView(PrivacyOptions Privacy, SiteOptions Site);
