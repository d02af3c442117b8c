using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Scales by the words at their ends.</summary>
internal static class ScaleWords
{
    public static IReadOnlyList<FormOption> Options(Language language) =>
        [.. Enum.GetValues<RatingScale>().Select(scale => new FormOption(scale.Text(), Ends(scale, language)))];

    public static string Ends(RatingScale scale, Language language) =>
        language.Format("services.scaleFrom", language.Point(scale, 1), language.Point(scale, 5));
}
