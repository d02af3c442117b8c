using System.Collections.Concurrent;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>
/// The minutes that e-mail and form promise: words to read, and seconds for each answer that most people give. A text is optional, and
/// most people leave it empty: only its question counts.
/// </summary>
public static class AnsweringTime
{
    /// <summary>Mean of silent reading in 17 languages (Trauzettel-Klosinski and Dietz 2012, IOVS 53(9), 5452-5461).</summary>
    private const double WordsPerMinute = 184;

    /// <summary>To decide and to tap. Reading is counted apart.</summary>
    private const double SecondsPerAnswer = 3;

    /// <summary>Texts that every service repeats. They are read once.</summary>
    private static readonly string[] Repeated =
    [
        "letters.until",
        "respond.whoSees",
        "respond.noContact",
        "respond.timeLost.question",
        "respond.timeLost.none",
        "respond.timeLost.under15m",
        "respond.timeLost.under1h",
        "respond.timeLost.under4h",
        "respond.timeLost.more",
        "respond.commentHint",
        "respond.sendNote",
    ];

    private static readonly ConcurrentDictionary<string, double> RepeatedSeconds = [];

    /// <summary>Whole minutes, rounded up.</summary>
    /// <param name="seconds">Of each service, from <see cref="Seconds"/>.</param>
    public static int Minutes(Language language, IEnumerable<double> seconds) =>
        (int)Math.Ceiling((RepeatedSeconds.GetOrAdd(language.Code, ReadRepeated) + seconds.Sum()) / 60);

    /// <summary>For one service, without the texts that every service repeats.</summary>
    public static double Seconds(Questionnaire questionnaire, Language language)
    {
        var asked = questionnaire.Questions.Where(question => question.When is null).ToList();
        var texts = questionnaire
            .BreakdownPoints.SelectMany(point => new[] { point.Name, point.Question })
            .Concat(asked.Select(question => question.Text))
            .Concat(asked.SelectMany(question => question.Options ?? []).Select(option => option.Text))
            .Append(questionnaire.Name)
            .Select(text => text.In(language.Code));
        var answers = questionnaire.BreakdownPoints.Count + asked.Count(question => question.Kind.IsCounted());
        var timeLost = 1;
        return Reading([.. texts, .. Labels(questionnaire, asked, language)]) + SecondsPerAnswer * (answers + timeLost);
    }

    private static double ReadRepeated(string language) => Reading(Repeated.Select(key => Language.Of(language)[key]));

    /// <summary>The words of a scale are read where it first stands.</summary>
    private static IEnumerable<string> Labels(Questionnaire questionnaire, IEnumerable<Question> asked, Language language) =>
        questionnaire
            .BreakdownPoints.Select(point => point.Scale)
            .Concat(asked.Where(question => question.Kind == QuestionKind.Rating).Select(question => question.Scale))
            .Distinct()
            .SelectMany(scale => Enumerable.Range(1, 5).Select(rating => language.Point(scale, rating)));

    private static double Reading(IEnumerable<string> texts) =>
        texts.Sum(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length) * 60 / WordsPerMinute;
}
