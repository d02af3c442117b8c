using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>A question that belongs to no step, as the fields of its page.</summary>
internal static partial class QuestionForm
{
    public const string Code = "code";
    public const string Text = "text";
    public const string Kind = "kind";
    public const string Scale = "scale";
    public const string Required = "required";
    public const string When = "when";
    public const string AtMost = "atMost";
    public const int MostOptions = 20;

    /// <summary>Rows for further options.</summary>
    private const int FurtherOptions = 3;

    public static string Option(int row) => FormattableString.Invariant($"option.{row}");

    /// <summary>The hidden field with the code of an option that is stored.</summary>
    public static string OptionCode(int row) => FormattableString.Invariant($"optionCode.{row}");

    /// <summary>Rows of options that the form shows.</summary>
    public static int Rows(FormEntries entries) =>
        EnumText.Find<QuestionKind>(entries[Kind])?.Definition().HasOptions != true
            ? 0
            : Math.Min(
                MostOptions,
                Enumerable.Range(1, MostOptions).LastOrDefault(row => entries.Names(Option(row)) is not null) + FurtherOptions
            );

    public static FormEntries EntriesOf(Question question)
    {
        var entries = FormEntries
            .Empty.WithNames(Text, question.Text)
            .With(Kind, question.Kind.Text())
            .With(Scale, question.Scale.Text())
            .With(Required, question.Required ? CheckField.Yes : null)
            .With(When, question.When?.Question ?? "")
            .With(AtMost, (question.When?.AtMost ?? 2).ToString(CultureInfo.InvariantCulture));
        var options = question.Options ?? [];
        for (var row = 1; row <= options.Count; row++)
        {
            entries = entries.WithNames(Option(row), options[row - 1].Text).With(OptionCode(row), options[row - 1].Code);
        }
        return entries;
    }

    /// <exception cref="RefusedException">Something is missing; places are the form's fields.</exception>
    /// <param name="key">Null: the entered one, or one made from the text.</param>
    public static Question Read(FormEntries entries, Questionnaire questionnaire, string? key)
    {
        var problems = new List<Problem>();
        var text = StepForm.Required(entries, Text, problems);
        var isOverall = key == Item.Overall;
        var kind = isOverall ? QuestionKind.Rating : EnumText.Find<QuestionKind>(entries[Kind]);
        if (kind is null)
        {
            problems.Add(new Problem(null, Kind, new Sentence("problems.journey.noKind")));
        }
        if (problems.Count > 0)
        {
            throw new RefusedException(problems);
        }
        return new Question
        {
            Key = key ?? (entries[Code].Length > 0 ? entries[Code] : NewCode.In(questionnaire, text!)),
            Kind = kind!.Value,
            Scale = isOverall ? EnumText.Find<RatingScale>(entries[Scale]) ?? RatingScale.Quality : RatingScale.Quality,
            Text = text!,
            Options = kind.Value.Definition().HasOptions ? Options(entries) : null,
            Required = entries[Required] == CheckField.Yes,
            When = isOverall || entries[When].Length == 0 ? null : new Condition(entries[When], Number(entries[AtMost])),
        };
    }

    /// <summary>The field of a member of a journey file's question.</summary>
    public static string FieldOf(string member, FormEntries entries)
    {
        var field = member switch
        {
            "key" => Code,
            "when.question" => When,
            "when.atMost" => AtMost,
            "options" => Option(1),
            _ => member,
        };
        // options[2].text.en is the third row with a text.
        return OptionMember().Match(field) is { Success: true } option
            ? Option(FilledRows(entries).ElementAt(int.Parse(option.Groups[1].Value, CultureInfo.InvariantCulture)))
                + option.Groups[2].Value
            : field;
    }

    private static List<Option> Options(FormEntries entries)
    {
        var options = new List<Option>();
        foreach (var row in FilledRows(entries))
        {
            var text = entries.Names(Option(row))!;
            var stored = entries[OptionCode(row)];
            var taken = options.Select(option => option.Code).Concat(StoredCodes(entries));
            options.Add(new Option { Code = stored.Length > 0 ? stored : NewCode.Of(text, taken), Text = text });
        }
        return options;
    }

    private static IEnumerable<int> FilledRows(FormEntries entries) =>
        Enumerable.Range(1, MostOptions).Where(row => entries.Names(Option(row)) is not null);

    private static IEnumerable<string> StoredCodes(FormEntries entries) =>
        Enumerable.Range(1, MostOptions).Select(row => entries[OptionCode(row)]).Where(code => code.Length > 0);

    private static int Number(string entered) => int.TryParse(entered, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^options\[(\d+)\](?:\.code|\.text(\.\w+)?)$")]
    private static partial Regex OptionMember();
}
