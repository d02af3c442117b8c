namespace Survey.Db.Languages;

/// <summary>Cardinal plural categories of whole numbers from 0. Source: Unicode CLDR plural rules.</summary>
public static class PluralForms
{
    public static string Of(string language, int count) =>
        language switch
        {
            "pl" => count == 1 ? "one"
            : count % 10 is >= 2 and <= 4 && count % 100 is < 12 or > 14 ? "few"
            : "many",
            "fr" => count is 0 or 1 ? "one" : "other",
            _ => count == 1 ? "one" : "other",
        };
}
