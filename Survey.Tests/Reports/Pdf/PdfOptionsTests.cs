using Survey.Reports.Pdf;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

public sealed class PdfOptionsTests
{
    [Test]
    public void The_headless_shell_is_taken_wherever_on_the_path_it_is_and_the_browser_without_it()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        File.WriteAllText(first.File("chromium"), "");
        var path = string.Join(Path.PathSeparator, first.File(""), second.File(""));

        Assert.That(new PdfOptions().Find(path), Is.EqualTo(first.File("chromium")));

        File.WriteAllText(second.File("chromium-headless-shell"), "");

        Assert.That(new PdfOptions().Find(path), Is.EqualTo(second.File("chromium-headless-shell")));
    }

    [Test]
    public void Without_any_it_says_what_to_install() =>
        Assert.That(() => new PdfOptions().Find(""), Throws.TypeOf<PrintingException>().With.Message.Contains("apt-get install chromium"));
}
