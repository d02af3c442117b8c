using System.Globalization;
using Survey.Db.Questionnaires;

namespace Survey.Api.Respond;

/// <summary>Converts entered text to the stored number, by <see cref="QuestionKind"/>.</summary>
internal static class AnswerValue
{
    /// <param name="values">At least one, none blank.</param>
    /// <returns>Null: not an answer to this question.</returns>
    public static int? Read(Item item, IReadOnlyList<Option>? options, IReadOnlyList<string> values)
    {
        var (field, _, range) = item.Kind.Definition();
        return field switch
        {
            QuestionField.Scale when item.IsBreakdownPoint && values is [RelationshipInput.DoesNotApply] => Item.DoesNotApply,
            QuestionField.Scale => values is [var text] && range is var (lowest, highest) ? Whole(text, lowest, highest) : null,
            QuestionField.OneOption => values is [var code] ? Position(options ?? [], code) : null,
            QuestionField.SeveralOptions => Sum(options ?? [], values),
            QuestionField.Text => null,
        };
    }

    // Our form sends "4", never "04".
    private static int? Whole(string text, int lowest, int highest) =>
        !(text.Length > 1 && text[0] == '0')
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value >= lowest
        && value <= highest
            ? value
            : null;

    private static int? Position(IReadOnlyList<Option> options, string code)
    {
        for (var i = 0; i < options.Count; i++)
        {
            if (options[i].Code == code)
            {
                return i;
            }
        }
        return null;
    }

    private static int? Sum(IReadOnlyList<Option> options, IReadOnlyList<string> codes)
    {
        var sum = 0;
        foreach (var code in codes)
        {
            if (Position(options, code) is not { } position || position > 30)
            {
                return null;
            }
            sum |= 1 << position;
        }
        return sum;
    }
}
