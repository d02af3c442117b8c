using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Questionnaires;
using Survey.Reports.Letters;
using static Survey.Tests.Reports.Letters.SampleLetters;

namespace Survey.Tests.Reports.Letters;

/// <summary>Letters that are made from a rendered one.</summary>
public sealed class LetterFormTests
{
    private readonly LetterWriter _writer = new();

    private static IEnumerable<string> Languages => Language.Codes;

    [OneTimeTearDown]
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    [TestCaseSource(nameof(Languages))]
    public async Task A_letter_that_is_filled_in_equals_one_that_is_rendered(string language)
    {
        foreach (var kind in Enum.GetValues<SurveyLetterKind>())
        {
            var letter = Long(language, kind);
            await _writer.WriteAsync(
                letter with
                {
                    PersonName = "Somebody else",
                    RespondLink = "https://other.example/r/x",
                    OptOutLink = "https://other.example/u/x",
                }
            );
            foreach (var name in new[] { "Żółć <b>&'\"+", "{0}", letter.RespondLink, "" })
            {
                foreach (var own in new[] { OwnLetters.None, Own("To {name} & us", "To {name}:\nus, {name} & {services}.") })
                {
                    var named = letter with { PersonName = name, Own = own };
                    Assert.That(await _writer.WriteAsync(named), Is.EqualTo(await _writer.RenderAsync(named)));
                }
            }
        }
    }

    [Test]
    public async Task Letters_that_differ_in_anything_do_not_share_a_form()
    {
        var letter = Long("fi");
        var asked = letter.Relationships[0];
        foreach (
            var other in new[]
            {
                letter with
                {
                    Kind = SurveyLetterKind.LastDay,
                },
                letter with
                {
                    Minutes = 7,
                },
                letter with
                {
                    Organisation = "Other",
                },
                letter with
                {
                    ClosesAt = letter.ClosesAt.AddHours(1),
                },
                letter with
                {
                    PrivacyLink = "https://other.example/privacy",
                },
                letter with
                {
                    Language = Language.Of("et"),
                },
                letter with
                {
                    Relationships = [asked],
                },
                letter with
                {
                    Own = Own("Own {name}", null),
                },
                letter with
                {
                    Own = Own("Other {name}", null),
                },
                letter with
                {
                    Own = Own(null, "Own"),
                },
                letter with
                {
                    Own = Own(null, "Own\n{name}"),
                },
                letter with
                {
                    Relationships = [asked with { Question = "Other?" }, .. letter.Relationships.Skip(1)],
                },
                letter with
                {
                    Relationships = [asked with { Service = "Other" }, .. letter.Relationships.Skip(1)],
                },
                letter with
                {
                    Relationships = [asked with { Provider = "Other" }, .. letter.Relationships.Skip(1)],
                },
                letter with
                {
                    Relationships = [asked with { Code = "OTHER" }, .. letter.Relationships.Skip(1)],
                },
                letter with
                {
                    Relationships = [asked with { Scale = RatingScale.Ease }, .. letter.Relationships.Skip(1)],
                },
                letter with
                {
                    Relationships = [asked with { Since = asked.Since.AddDays(1) }, .. letter.Relationships.Skip(1)],
                },
                letter with
                {
                    Relationships = [asked with { IsWithinTeam = true }, .. letter.Relationships.Skip(1)],
                },
            }
        )
        {
            await _writer.WriteAsync(letter);
            Assert.That(await _writer.WriteAsync(other), Is.EqualTo(await _writer.RenderAsync(other)));
        }
    }
}
