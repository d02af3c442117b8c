using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Db.Languages;

/// <summary>
/// The plural categories of a language for whole numbers, from rules in the syntax of Unicode CLDR (UTS 35, part 3, Language Plural Rules).
/// </summary>
public sealed partial class PluralRules
{
    private readonly (string Category, string[][] AnyOfAll)[] _rules;

    /// <param name="rules">Such as "one: i = 1 and v = 0; few: i % 10 = 2..4". What no rule fits is "other".</param>
    /// <exception cref="FormatException">A rule is not in that syntax.</exception>
    public PluralRules(string rules)
    {
        _rules =
        [
            .. from rule in rules.Split("; ")
            let parts = rule.Split(": ")
            select (parts[0], parts[1].Split(" or ").Select(conditions => conditions.Split(" and ")).ToArray()),
        ];
        // A wrong rule fails when the language is loaded, not at the first number that needs it.
        foreach (var condition in _rules.SelectMany(rule => rule.AnyOfAll).SelectMany(all => all))
        {
            IsMet(condition, 1);
        }
    }

    public string CategoryOf(int count) =>
        _rules.FirstOrDefault(rule => rule.AnyOfAll.Any(all => all.All(condition => IsMet(condition, count)))).Category ?? "other";

    private static bool IsMet(string condition, int count)
    {
        var parts = Condition().Match(condition);
        if (!parts.Success)
        {
            throw new FormatException($"'{condition}' is not a condition of a plural rule.");
        }
        // The other operands count decimals and exponents: a whole number has none.
        var value = parts.Groups["operand"].Value is "n" or "i" ? count : 0;
        if (parts.Groups["modulus"].Success)
        {
            value %= Number(parts.Groups["modulus"].Value);
        }
        var isListed = parts
            .Groups["ranges"]
            .Value.Split(',')
            .Select(range => range.Split("..").Select(Number).ToArray())
            .Any(range => range[0] <= value && value <= range[^1]);
        return isListed == (parts.Groups["sign"].Value == "=");
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<operand>[nivwftce])( % (?<modulus>[0-9]+))? (?<sign>!?=) (?<ranges>[0-9]+(\.\.[0-9]+)?(,[0-9]+(\.\.[0-9]+)?)*)$")]
    private static partial Regex Condition();
}
