using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Db.Zones;

namespace Survey.Api.Programme.Organisation;

internal static class OrganisationRules
{
    private const int LongestName = 200;
    private const int MostMonths = 1200;

    private static readonly string[] Names = [.. Language.Codes.Select(code => "name." + code), "sender_name"];
    private static readonly string[] Texts = ["controller", "contact", "data_protection_contact", "legal_basis", "reporting_channel"];

    public static IEnumerable<Problem> Check(FormEntries entries)
    {
        foreach (var field in Names.Where(field => entries[field].Length > LongestName))
        {
            yield return new(null, field, new("problems.tooLong", LongestName));
        }
        foreach (var field in Texts.Where(field => entries[field].Length > OrganisationForm.LongestText))
        {
            yield return new(null, field, new("problems.tooLong", OrganisationForm.LongestText));
        }
        var languages = Language.Codes.Where(entries.All("offered_languages").Contains).ToList();
        if (languages.Count == 0)
        {
            yield return new(null, "offered_languages", new("problems.organisation.noLanguage"));
        }
        if (!languages.Contains(entries["default_language"]))
        {
            yield return new(null, "default_language", new("problems.organisation.defaultLanguage"));
        }
        if (Zone.Problem(entries["time_zone"]) is { } zone)
        {
            yield return new(null, "time_zone", zone);
        }
        if (!SiteOptions.IsChannel(entries["reporting_channel"]))
        {
            yield return new(null, "reporting_channel", new("problems.organisation.channel"));
        }
        foreach (var problem in Numbers(entries))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Numbers(FormEntries entries) =>
        new[]
        {
            ("retention_months", 1, MostMonths),
            ("minimum_group", Thresholds.SmallestGroup, Thresholds.LargestMinimum),
            ("minimum_comments", Thresholds.FewestWriters, Thresholds.LargestMinimum),
        }
            .Select(rule => (Field: rule.Item1, Least: rule.Item2, Most: rule.Item3))
            .Where(rule => !IsBetween(entries[rule.Field], rule.Least, rule.Most) && !MayBeEmpty(entries, rule.Field))
            .Select(rule => new Problem(null, rule.Field, new("problems.organisation.number", rule.Least, rule.Most)));

    private static bool MayBeEmpty(FormEntries entries, string field) => field == "retention_months" && entries[field].Length == 0;

    private static bool IsBetween(string text, int least, int most) =>
        OrganisationForm.Number(text) is { } number && number >= least && number <= most;
}
