using Survey.Db.Languages;

namespace Survey.Reports.Letters;

/// <summary>Why a person is asked, in the same words in the e-mail and on the form.</summary>
public static class WhyAsked
{
    /// <param name="areOwnTeam">For each relationship of the invitation: whether the person's own team is rated.</param>
    public static string Text(Language language, IReadOnlyList<bool> areOwnTeam) =>
        !areOwnTeam.Contains(true) ? language.Count("letters.why", areOwnTeam.Count)
        : areOwnTeam.Count == 1 ? language["letters.whyOwn"]
        : language["letters.whyMixed"];
}
