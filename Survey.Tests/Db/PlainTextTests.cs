using Survey.Db;

namespace Survey.Tests.Db;

public sealed class PlainTextTests
{
    [TestCase("Anna\u200B Tamm", "Anna Tamm")]
    [TestCase("Anna \u202EmmaT\u202C", "Anna mmaT")]
    [TestCase("\u2067Carl\u2069 \u200FMets\u061C", "Carl Mets")]
    [TestCase("so\u00ADft \u2060\uFEFFhyphen", "soft hyphen")]
    [TestCase("a\u200Db\u200Cc", "abc")]
    [TestCase("a\u034F\u3164b", "ab")]
    [TestCase("a\0\u0081\uFFFFb", "ab")]
    [TestCase("\u05D3\u200D \u0645\u200C", "\u05D3 \u0645")]
    public void What_nobody_sees_is_found_and_taken_out(string text, string clean)
    {
        Assert.That(PlainText.HasInvisible(text), Is.True);
        Assert.That(PlainText.Clean(text), Is.EqualTo(clean));
        Assert.That(PlainText.Problem(text)?.ToString(), Does.EndWith(": type it again"));
    }

    [TestCase("two\nlines\tand\u00A0a space", TestName = "Line breaks, tabs and no-break spaces stay")]
    [TestCase("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", TestName = "Persian stays")]
    [TestCase("\u0DC1\u0DCA\u200D\u0DBB\u0DD3", TestName = "Sinhala stays")]
    [TestCase("\u0D28\u0D4D\u200D", TestName = "Malayalam with a joiner at its end stays")]
    [TestCase(
        "\U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F\u200D\U0001F525 \U0001F469\U0001F3FD\u200D\U0001F680",
        TestName = "Emoji stay"
    )]
    [TestCase("\u05E9\u05B8\u05DC\u05D5\u05B9\u05DD \u0645\u0631\u062D\u0628\u0627", TestName = "Hebrew and Arabic stay")]
    [TestCase("\u1019\u103C\u1014\u103A\u1019\u102C \u0E44\u0E17\u0E22 \uD55C\uAD6D\uC5B4", TestName = "Burmese, Thai and Korean stay")]
    public void What_a_script_needs_stays(string text)
    {
        Assert.That(PlainText.Problem(text), Is.Null);
        Assert.That(PlainText.Clean(text), Is.EqualTo(text));
    }

    [TestCase("P\uFFFDld")]
    [TestCase("half \ud83d")]
    public void A_lost_letter_is_taken_out_and_said(string text)
    {
        Assert.That(
            PlainText.Clean(text),
            Is.EqualTo(text.Replace("\uFFFD", "", StringComparison.Ordinal).Replace("\ud83d", "", StringComparison.Ordinal))
        );
        Assert.That(PlainText.Problem(text)?.ToString(), Does.StartWith("a character could not be decoded (U+FFFD)"));
    }
}
