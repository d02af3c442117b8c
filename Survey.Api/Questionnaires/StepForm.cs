using System.Globalization;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>A step as the fields of its page.</summary>
internal static class StepForm
{
    public const string Code = "code";
    public const string Name = "name";
    public const string Promise = "promise";
    public const string Target = "target";
    public const string Question = "question";
    public const string Scale = "scale";

    public static FormEntries EntriesOf(BreakdownPoint step) =>
        FormEntries
            .Empty.WithNames(Name, step.Name)
            .WithNames(Promise, step.Standard?.Promise)
            .With(Target, step.Standard?.Target.ToString(CultureInfo.InvariantCulture) ?? "")
            .WithNames(Question, step.Question)
            .With(Scale, step.Scale.Text());

    /// <exception cref="RefusedException">Something is missing; places are the form's fields.</exception>
    /// <param name="code">Null: the entered one, or one made from the name.</param>
    public static BreakdownPoint Read(FormEntries entries, Questionnaire questionnaire, string? code)
    {
        var problems = new List<Problem>();
        var name = Required(entries, Name, problems);
        var question = Required(entries, Question, problems);
        var standard = Standard(entries, problems);
        var scale = EnumText.Find<RatingScale>(entries[Scale]);
        if (scale is null)
        {
            problems.Add(new Problem(null, Scale, new Sentence("problems.journey.noScale")));
        }
        return problems.Count > 0
            ? throw new RefusedException(problems)
            : new BreakdownPoint
            {
                Code = code ?? (entries[Code].Length > 0 ? entries[Code] : NewCode.In(questionnaire, name!)),
                Name = name!,
                Question = question!,
                Standard = standard,
                Scale = scale!.Value,
            };
    }

    /// <summary>The field of a member of a journey file's step.</summary>
    public static string FieldOf(string member) => member.Replace("standard.", "", StringComparison.Ordinal);

    public static LocalizedText? Required(FormEntries entries, string field, List<Problem> problems)
    {
        var text = entries.Names(field);
        if (text is null)
        {
            problems.Add(new Problem(null, field, new Sentence("problems.journey.noText")));
        }
        return text;
    }

    private static ServiceStandard? Standard(FormEntries entries, List<Problem> problems)
    {
        var promise = entries.Names(Promise);
        var entered = entries[Target].Replace(',', '.');
        if (promise is null && entered.Length == 0)
        {
            return null;
        }
        if (promise is null)
        {
            problems.Add(new Problem(null, Promise, new Sentence("problems.journey.noPromise")));
        }
        if (!double.TryParse(entered, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var target))
        {
            problems.Add(new Problem(null, Target, new Sentence("problems.between", 1, 5)));
        }
        return promise is null ? null : new ServiceStandard { Promise = promise, Target = target };
    }
}
