using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Tests.Support;

/// <summary>The questions that sample reports show.</summary>
public static class SampleQuestionnaire
{
    private static readonly string[] Steps =
    [
        "Getting in touch",
        "Waiting",
        "Being kept informed",
        "Quality of the solution",
        "Follow-up",
        "Clear instructions",
        "Friendliness",
        "Handing over",
        "Correct the first time",
        "Documentation",
        "Invoicing",
        "Saying goodbye",
    ];

    /// <summary>Sixty characters, as long as names get.</summary>
    public const string LongName = "Corporate Procurement, Logistics and Facility Services North";

    public static Questionnaire Make(int steps, bool longNames) =>
        new()
        {
            Code = "support",
            Name = LocalizedText.Of("Help and advice"),
            BreakdownPoints =
            [
                .. Steps
                    .Take(steps)
                    .Select(
                        (name, index) =>
                            new BreakdownPoint
                            {
                                Code = $"step{index + 1}",
                                Name = LocalizedText.Of(longNames ? LongName : name),
                                Question = LocalizedText.Of("How was it?"),
                                Standard =
                                    index % 4 == 3
                                        ? null
                                        : new ServiceStandard
                                        {
                                            Promise = LocalizedText.Of("You always know who is working on it and until when."),
                                            Target = 3.8 + index % 3 * 0.2,
                                        },
                            }
                    ),
            ],
            Questions =
            [
                new Question
                {
                    Key = "overall",
                    Kind = QuestionKind.Rating,
                    Text = LocalizedText.Of("Overall, how good is the service?"),
                },
                new Question
                {
                    Key = "recommend",
                    Kind = QuestionKind.Recommendation,
                    Text = LocalizedText.Of("Would you recommend this service?"),
                },
                new Question
                {
                    Key = "effort",
                    Kind = QuestionKind.Effort,
                    Text = LocalizedText.Of("How easy was it to get what you needed?"),
                },
                new Question
                {
                    Key = "reason",
                    Kind = QuestionKind.Choice,
                    Text = LocalizedText.Of("What did you wait for most?"),
                    Options =
                    [
                        new Option { Code = "answer", Text = LocalizedText.Of("A first answer") },
                        new Option { Code = "approval", Text = LocalizedText.Of("An approval") },
                        new Option { Code = "delivery", Text = LocalizedText.Of("Equipment, money or papers") },
                    ],
                },
                new Question
                {
                    Key = "comment",
                    Kind = QuestionKind.Text,
                    Text = LocalizedText.Of("What should change?"),
                },
            ],
        };
}
