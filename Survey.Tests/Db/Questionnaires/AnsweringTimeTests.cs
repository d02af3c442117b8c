using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Questionnaires;

public sealed class AnsweringTimeTests
{
    private const double SecondsPerWord = 60 / 184.0;

    private static readonly string Journeys = Path.Combine(Repository.Root, "db", "Questionnaires", "Templates");

    private static IEnumerable<Questionnaire> OfDemo =>
        Directory
            .EnumerateFiles(Journeys, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => QuestionnaireJson.Read(File.ReadAllText(file)));

    [Test]
    public void A_service_takes_the_time_to_read_its_words_and_three_seconds_for_each_answer()
    {
        var questionnaire = new Questionnaire
        {
            Code = "short",
            Name = LocalizedText.Of("Two words"),
            BreakdownPoints =
            [
                new()
                {
                    Code = "one",
                    Name = LocalizedText.Of("Step"),
                    Question = LocalizedText.Of("How good was this?"),
                },
            ],
            Questions =
            [
                Asked(Item.Overall, QuestionKind.Rating, "How good is all?"),
                Asked("comment", QuestionKind.Text, "Why?"),
                Asked("later", QuestionKind.Text, "Not read by most people.") with
                {
                    When = new Condition("one", 2),
                },
            ],
        };

        // 2 + 1 + 4 + 4 + 1 words, and once the 10 of the scale: very poor, poor, neither good nor poor, good, very good.
        const int Words = 22;
        // The step, the overall rating and work time lost.
        const int Answers = 3;
        Assert.That(AnsweringTime.Seconds(questionnaire, Language.Of("en")), Is.EqualTo(Words * SecondsPerWord + 3 * Answers).Within(1e-9));

        static Question Asked(string key, QuestionKind kind, string text) =>
            new()
            {
                Key = key,
                Kind = kind,
                Text = LocalizedText.Of(text),
            };
    }

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public void The_minutes_promised_for_the_forms_of_the_demo_cover_their_words_and_answers(string code)
    {
        var language = Language.Of(code);
        var services = OfDemo.Select(questionnaire => AnsweringTime.Seconds(questionnaire, language)).ToList();
        foreach (var count in Enumerable.Range(1, 3))
        {
            foreach (var first in Enumerable.Range(0, services.Count - count + 1))
            {
                var asked = services.GetRange(first, count);
                var minutes = AnsweringTime.Minutes(language, asked);

                TestContext.Out.WriteLine(
                    $"{code}, {count} services from {first}: {asked.Sum():0} s and what is read once: {minutes} minutes"
                );
                Assert.That(minutes * 60, Is.GreaterThanOrEqualTo(asked.Sum()));
                Assert.That(minutes, Is.InRange(1, 2 * count));
            }
        }
    }

    [TestCase(0.0, 1)]
    [TestCase(600.0, 11)]
    public void Part_of_a_minute_is_a_minute(double seconds, int minutes) =>
        Assert.That(AnsweringTime.Minutes(Language.Of("en"), [seconds]), Is.EqualTo(minutes));
}
