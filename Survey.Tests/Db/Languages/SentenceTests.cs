using Survey.Db;
using Survey.Db.Languages;

namespace Survey.Tests.Db.Languages;

public sealed class SentenceTests
{
    [TestCase("en", 1, "3 and 5: the wave closes after 1 day")]
    [TestCase("en", 2, "3 and 5: the wave closes after 2 days")]
    [TestCase("fi", 2, "3 ja 5: kierros päättyy 2 päivän kuluttua")]
    [TestCase("et", 2, "3 ja 5: voor lõpeb 2 päeva pärast")]
    [TestCase("pl", 1, "3 i 5: runda kończy się po 1 dniu")]
    [TestCase("pl", 2, "3 i 5: runda kończy się po 2 dniach")]
    [TestCase("fr", 1, "3 et 5\u00A0: la vague se termine au bout de 1 jour")]
    public void A_sentence_and_those_within_it_are_told_in_the_language_of_the_reader(string code, int days, string told) =>
        Assert.That(new Sentence("problems.pulse.lateReminder", days, Sentence.Join([3, 5])).In(Language.Of(code)), Is.EqualTo(told));

    [TestCase("en", "the file: is empty")]
    [TestCase("fi", "tiedosto: ei saa olla tyhjä")]
    public void A_problem_of_the_whole_file_says_so(string code, string told) =>
        Assert.That(new Problem(null, "", new("problems.empty")).In(Language.Of(code)), Is.EqualTo(told));

    [Test]
    public void Where_the_command_line_names_an_option_a_page_says_what_to_do_on_it()
    {
        var problem = new Problem(
            null,
            null,
            new Sentence("problems.access.nobody", "a@example.org").WithAdvice(
                new("problems.access.outsider") { Command = "correct it, or add --outsider" }
            )
        );

        Assert.Multiple(() =>
        {
            Assert.That(problem.ToString(), Is.EqualTo("a@example.org is not the address of a person: correct it, or add --outsider"));
            Assert.That(
                problem.In(Language.Of("en")),
                Is.EqualTo("a@example.org is not the address of a person: correct it, or confirm that it belongs to somebody from outside")
            );
        });
    }
}
