using Survey.Db.History;

namespace Survey.Tests.Db.Responses;

public sealed class ImportedCommentTests
{
    [TestCase("Fast &amp; friendly", "Fast & friendly")]
    [TestCase("it&#39;s &quot;fine&quot;&#x21;", "it's \"fine\"!")]
    [TestCase("R&amp;amp;D", "R&D")]
    [TestCase("Line one_x000D_\nline two", "Line one\nline two")]
    [TestCase("<p>Too slow</p>", "Too slow")]
    [TestCase("&lt;p&gt;Too slow&lt;/p&gt;", "Too slow")]
    [TestCase("Hea<br />aga aeglane", "Hea\naga aeglane")]
    [TestCase("<div><b>One</b></div><ul><li>two</li><li class=\"x\">three</li></ul>", "One\ntwo\nthree")]
    [TestCase("<style>p {color:red}</style>Good<!-- not -->", "Good")]
    [TestCase("a < b, I <3 you, x > y", "a < b, I <3 you, x > y")]
    [TestCase("Ask AT&T; or <IT>", "Ask AT&T; or <IT>")]
    [TestCase("good\u200B \u202Eylbaborp", "good ylbaborp")]
    [TestCase("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [TestCase(":-)", ":-)")]
    [TestCase("\U0001F44D", "\U0001F44D")]
    [TestCase("No", "No")]
    public void A_comment_is_what_its_writer_had_typed(string written, string text) =>
        Assert.That(ImportedComment.Read(written), Is.EqualTo(text));

    [TestCase("")]
    [TestCase("-")]
    [TestCase("\u2013 \u2014")]
    [TestCase("...")]
    [TestCase("N/A")]
    [TestCase("n.a.")]
    [TestCase("&nbsp;")]
    [TestCase("<p>&amp;nbsp;</p>")]
    [TestCase("NULL")]
    [TestCase("(none)")]
    [TestCase("#N/A")]
    [TestCase("No comments.")]
    [TestCase("Nie dotyczy")]
    [TestCase("Ei kommentteja")]
    [TestCase("\u200B")]
    public void What_stands_where_there_is_no_comment_is_none(string written) => Assert.That(ImportedComment.Read(written), Is.Null);
}
